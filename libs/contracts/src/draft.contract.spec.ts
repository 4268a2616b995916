import { draft, Rejection, type DraftCommand, type DraftVersion } from '@tidemark/domain';
import {
  CreateDraftDto,
  DEVICE_INFO_BYTES_MAX,
  DRAFT_KEYS_MAX,
  DraftDifferenceQueryDto,
  DraftsQueryDto,
  DRAFT_TITLE_LENGTH_MAX,
  PATH_LENGTH_MAX,
  PatchDraftDto,
  ProfileQueryDto,
  RESTORED_PATHS_MAX,
  RestoreVersionDto,
  SaveDraftDto,
} from './draft-shapes';
import { draftContract, type DraftGiven } from './draft.contract';
import { fieldsOf, type Shape } from './fields';
import { schemaOf } from './json-schema';
import { checked, InvalidRequest } from './untrusted';

const base: DraftVersion = { version: 1, title: '', dataJson: '{"a":0}' };
const given: DraftGiven = {
  at: 1,
  receivedAt: 2,
  newId: 'fresh',
  deviceId: 'phone',
  userId: 'anna',
  draftId: 'first',
  base,
  restored: base,
  activeElsewhere: null,
};

function mistakes(shape: Shape, body: unknown): string[] {
  try {
    checked(shape, body);
    return [];
  } catch (failure) {
    if (failure instanceof InvalidRequest) return failure.mistakes.map(({ path, rule }) => `${path}: ${rule}`);
    throw failure;
  }
}

const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 0]));
const creating = (data: unknown) => ({ profileId: 'garage', data });

describe('what a form holds', () => {
  it.each<object>([
    {},
    { toString: 1, hasOwnProperty: 2, then: { length: null } },
    { z: 1, a: { m: [], b: [[{}]] }, at: '2026-02-30', soldAt: 5 },
    { safe: [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 0.1, 5e-324] },
  ])('is taken over to the letter: %j [F1]', (data) => {
    const command = wish('create', checked(CreateDraftDto, creating(data)));
    expect(command).toMatchObject({ dataJson: JSON.stringify(data) });
  });

  it.each([
    ['nothing', undefined, 'data: isObject'],
    ['null', null, 'data: isObject'],
    ['a list', [{}], 'data: isObject'],
    ['a text', '{}', 'data: isObject'],
    ['a number', 1, 'data: isObject'],
    ['a whole number that may have been rounded', { a: [{ b: 9007199254740992 }] }, 'data.a.0.b: exactNumber'],
    ['a number that is none any more', { a: JSON.parse('1e400') as number }, 'data.a: exactNumber'],
    ['half a character', { a: '\ud83d' }, 'data.a: wellFormed'],
    ['the key of a prototype', JSON.parse('{"a":{"__proto__":{}}}'), 'data.a: forbiddenKey'],
    [
      'nesting without end',
      JSON.parse('{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000)),
      expect.stringMatching(/: depth$/),
    ],
    ['more keys than any form', keys(DRAFT_KEYS_MAX), expect.stringMatching(/: keys$/)],
  ])('is not %s [F1]', (_, data, mistake) => expect(mistakes(CreateDraftDto, creating(data))).toEqual([mistake]));

  it('may have thousands of fields [F1]', () =>
    expect(mistakes(SaveDraftDto, { id: 'first', data: keys(DRAFT_KEYS_MAX - 2) })).toEqual([]));
});

describe('a draft', () => {
  it.each([
    [{ profileId: undefined }, 'profileId: isString'],
    [{ profileId: 'a.b' }, 'profileId: matches'],
    [{ profileId: 7 }, 'profileId: isString'],
    [{ subjectId: '' }, 'subjectId: matches'],
    [{ title: null }, 'title: isString'],
    [{ title: 'x'.repeat(DRAFT_TITLE_LENGTH_MAX + 1) }, 'title: maxLength'],
    [{ deviceInfo: 'x'.repeat(DEVICE_INFO_BYTES_MAX) }, 'deviceInfo: bytesMax'],
    [{ status: 'active' }, 'status: whitelistValidation'],
    [{ id: 'mine' }, 'id: whitelistValidation'],
    [{ userId: 'eve' }, 'userId: whitelistValidation'],
    [{ baseRevision: 1 }, 'baseRevision: whitelistValidation'],
  ])('is not created with %j [F1]', (wrong, mistake) =>
    expect(mistakes(CreateDraftDto, { ...creating({}), ...wrong })).toContain(mistake),
  );

  it.each([
    [{ baseRevision: -1 }, 'baseRevision: min'],
    [{ baseRevision: '1' }, 'baseRevision: isInt'],
    [{ baseRevision: null }, 'baseRevision: isInt'],
    [{ id: 'a b' }, 'id: matches'],
    [{ profileId: 'other' }, 'profileId: whitelistValidation'],
  ])('is not saved with %j [F5]', (wrong, mistake) =>
    expect(mistakes(PatchDraftDto, { id: 'first', data: {}, ...wrong })).toContain(mistake),
  );

  it.each(['phone', { model: 'X', os: { toString: 1 } }, ['a'], 7, true])('comes from %j [F1]', (deviceInfo) => {
    const device = { deviceId: 'phone', deviceInfoJson: JSON.stringify(deviceInfo) };
    expect(wish('create', checked(CreateDraftDto, { ...creating({}), deviceInfo }))).toMatchObject({ device });
  });

  it.each([{}, { deviceInfo: null }])('may come from nobody knows where: %j [F1]', (said) =>
    expect(wish('create', checked(CreateDraftDto, { ...creating({}), ...said }))).toMatchObject({
      device: { deviceId: 'phone', deviceInfoJson: null },
    }),
  );

  it('is described with a device that may be anything, null too [F1] [G4]', () =>
    expect(schemaOf(CreateDraftDto)['properties']).toHaveProperty('deviceInfo', {}));
});

describe('the fields to restore', () => {
  const restoring = (paths: unknown) => mistakes(RestoreVersionDto, { id: 'first', n: 1, paths });

  it.each([
    { paths: ['/a', '/a~1b/~0', '/', ''] },
    { paths: [] },
    { paths: Array(RESTORED_PATHS_MAX).fill('/a') },
    { paths: undefined },
  ])('may be $paths [F2]', ({ paths }) => expect(restoring(paths)).toEqual([]));

  it.each([
    { paths: ['a'] },
    { paths: ['/a~2'] },
    { paths: ['/~'] },
    { paths: [5] },
    { paths: [null] },
    { paths: [['/a']] },
    { paths: [`/${'x'.repeat(PATH_LENGTH_MAX)}`] },
    { paths: Array(RESTORED_PATHS_MAX + 1).fill('/a') },
    { paths: '/a' },
    { paths: { 0: '/a' } },
    { paths: null },
  ])('are not $paths [F2]', ({ paths }) => expect(restoring(paths)).toEqual(['paths: isTextList']));

  it.each([0, -1, 1.5, '1', null, undefined])('are not those of version %p [F2]', (n) =>
    expect(mistakes(RestoreVersionDto, { id: 'first', n })).not.toEqual([]),
  );
});

describe('questions about drafts', () => {
  it.each([{ status: 'lost' }, { limit: 0 }, { limit: 101 }, { cursor: '' }, { profileId: 'a.b' }, { page: 2 }])(
    'do not ask for %j [F2]',
    (asked) => expect(mistakes(DraftsQueryDto, asked)).not.toEqual([]),
  );

  it('name the profile of which the last draft is wanted, and both versions of a difference [F2] [F3]', () => {
    expect(mistakes(ProfileQueryDto, {})).not.toEqual([]);
    expect(mistakes(DraftDifferenceQueryDto, { id: 'first', from: 1 })).not.toEqual([]);
    expect(mistakes(DraftDifferenceQueryDto, { id: 'first', from: 1, to: 2 })).toEqual([]);
  });
});

describe('every command about drafts', () => {
  const bodies: Readonly<Record<string, object>> = {
    'draft/create': creating({ a: 1 }),
    'draft/save': { id: 'first', data: { a: 1 }, title: 'Monday' },
    'draft/patch': { id: 'first', data: { a: null } },
    'draft/promote': { id: 'first', data: { a: 1 } },
    'draft/restore-version': { id: 'first', n: 1, paths: ['/a'] },
  };

  it.each(draftContract.commands)('$name becomes one that the decider knows', (command) => {
    const told = { commandId: 'key', at: '2026-01-05T12:00:00.000Z', ...(bodies[command.name] ?? { id: 'first' }) };
    const decided = command.toCommand(checked(command.body, told), given);
    expect(decided).toMatchObject({ type: command.decides, at: 1, receivedAt: 2, userId: 'anna' });
    const begun = draft.decide(draft.initial, wish('create', creating({})) as DraftCommand);
    for (const state of [draft.initial, begun.reduce(draft.evolve, draft.initial)]) {
      try {
        draft.decide(state, decided);
      } catch (failure) {
        expect(failure).toBeInstanceOf(Rejection);
        expect(command.rejections).toContain((failure as Rejection).code);
      }
    }
  });

  it.each([...draftContract.commands, ...draftContract.queries])('$name has what its path names', (said) => {
    const shape = 'body' in said ? said.body : said.query;
    const inPath = [...said.route.path.matchAll(/{(\w+)}/g)].map(([, name]) => name);
    expect(Object.keys(fieldsOf(shape))).toEqual(expect.arrayContaining(inPath));
    expect(schemaOf(shape).required ?? []).toEqual(expect.arrayContaining(inPath));
  });

  it('has a name and a route of its own', () => {
    const all = [...draftContract.commands, ...draftContract.queries];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(new Set(all.map(({ route }) => `${route.method} ${route.path}`)).size).toBe(all.length);
  });
});

function wish(name: string, dto: object): DraftCommand | undefined {
  return draftContract.commands.find((command) => command.name === `draft/${name}`)?.toCommand(dto, given);
}
