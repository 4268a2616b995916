import { DRAFT_BYTES_MAX, type DraftDifferenceView, type DraftView } from '@tidemark/domain';
import { changesBetween, shownValue } from './history/draft-changes';
import { offerOf, profilesOf, shelvesOf } from './list/draft-shelves';
import { fieldWords, formLight, lightWords, overwrittenWords, savedWords } from './draft-words';
import { fieldNameTrouble, fieldsOf, sizeAfter, textOf, valueOf } from './form/form-fields';

const nine = Date.parse('2026-11-21T09:00:00.000Z');
const MINUTE = 60_000;

function draft(id: string, minutesAgo: number, said: Partial<DraftView> = {}): DraftView {
  const updatedAt = new Date(nine - minutesAgo * MINUTE).toISOString();
  return {
    ...{ id, profileId: 'workshop', subjectId: null, title: id, data: {}, deviceInfo: null, status: 'draft' },
    ...{ version: 1, revision: 1, createdAt: updatedAt, updatedAt, expiresAt: null, recoverableUntil: null },
    ...{ overwritten: [], ...said },
  };
}

describe('the drafts of somebody', () => {
  const all = [
    draft('older', 40, { profileId: 'garage' }),
    draft('newer', 2),
    draft('session', 90, { status: 'active' }),
    draft('late', 50_000, { status: 'expired', recoverableUntil: new Date(nine + MINUTE).toISOString() }),
    draft('lost', 90_000, { status: 'expired', recoverableUntil: new Date(nine - MINUTE).toISOString() }),
    draft('done', 5, { status: 'closed' }),
  ];

  it('stand most recent first, each on its shelf [F2] [F6]', () => {
    const { active, drafts, expired, away } = shelvesOf(all, nine);
    const names = [active, drafts, expired, away].map((shelf) => shelf.map(({ id }) => id));
    expect(names).toEqual([['session'], ['newer', 'older'], ['late'], ['done']]);
  });

  it('offer the session under way first, otherwise what was saved last [F3]', () => {
    expect(offerOf(shelvesOf(all, nine))?.id).toBe('session');
    expect(offerOf(shelvesOf(all.slice(0, 2), nine))?.id).toBe('newer');
    expect(offerOf(shelvesOf(all.slice(0, 2), nine, 'newer'))?.id).toBe('older');
    expect(offerOf(shelvesOf([], nine))).toBeNull();
  });

  it('name the profiles, the last one used first', () => expect(profilesOf(all)).toEqual(['workshop', 'garage']));

  it('say when they were saved [F3]', () => {
    expect(savedWords(draft('a', 2), nine)).toBe('last saved 2 min ago');
    expect(savedWords(draft('a', 0), nine)).toBe('last saved just now');
  });
});

describe('the light of a form [F7]', () => {
  it.each([
    ['Saved', { light: 'green', changes: 0, reason: null }],
    ['Saving …', { light: 'amber', changes: 1, reason: null }],
    ['Offline · 3 changes queued', { light: 'amber', changes: 3, reason: 'Tidemark cannot be reached.' }],
    ['Not saved: It is too large.', { light: 'red', changes: 0, reason: 'It is too large.' }],
  ] as const)('says “%s”', (words, status) => expect(lightWords(status)).toBe(words));
});

describe('a wish that was refused', () => {
  const red = { light: 'red', changes: 0, reason: 'Another one is active.' } as const;

  it('is no failed save where it was to lock the form [F7]', () =>
    expect(formLight(red, [{ name: 'draft/promote' }], { isKept: true, fits: true })).toMatchObject({
      light: 'green',
    }));

  it.each([
    [[{ name: 'draft/save' }], true],
    [[{ name: 'draft/promote' }], false],
    [[], false],
  ] as const)('leaves the light red where it was a save, or nothing is kept: %j', (refused, isKept) =>
    expect(formLight(red, refused, { isKept, fits: true })).toBe(red),
  );
});

it('is never green while something does not fit [F1] [F7]', () => {
  const green = { light: 'green', changes: 0, reason: null } as const;
  expect(formLight(green, [], { isKept: true, fits: false })).toMatchObject({ light: 'red' });
});

describe('the fields of a form', () => {
  it('are the usual ones, and whatever else it holds', () => {
    const data = { odometer: 12, 'Tyre pressure': 2.4, note: 'a\nb', done: false, parts: [1], at: 'x' };
    const own = fieldsOf(data, [{ name: 'new', kind: 'number' }]).filter(({ isOwn }) => isOwn);
    expect(own.map(({ name, kind }) => [name, kind])).toEqual([
      ...[
        ['Tyre pressure', 'number'],
        ['note', 'long'],
        ['done', 'check'],
      ],
      ...[
        ['parts', 'json'],
        ['at', 'text'],
        ['new', 'number'],
      ],
    ]);
    expect(fieldsOf(data, []).find(({ name }) => name === 'odometer')).toMatchObject({ value: 12, isOwn: false });
  });

  it.each([
    ['number', '12.5', 12.5],
    ['number', '12,5', 12.5],
    ['number', '9007199254740993', undefined],
    ['number', '', null],
    ['number', 'x', undefined],
    ['text', '', ''],
    ['json', '{"a":', undefined],
    ['json', '[1]', [1]],
  ] as const)('hold of a %s “%s” %j', (kind, text, value) => expect(valueOf(kind, text)).toEqual(value));

  it('show what they hold', () => {
    const field = { name: 'a', label: 'a', isOwn: true } as const;
    expect(textOf({ ...field, kind: 'json', value: [1] })).toBe('[\n  1\n]');
    expect(textOf({ ...field, kind: 'number', value: undefined })).toBe('');
  });

  it('have names of their own', () => {
    const fields = fieldsOf({ Mood: 'good' }, []);
    for (const taken of ['Mood', 'Where', 'odometer', ' ', '__proto__', 'x'.repeat(61)]) {
      expect(fieldNameTrouble(taken, fields)).not.toBeNull();
    }
    expect(fieldNameTrouble('Colour', fields)).toBeNull();
  });

  it('are told to be too many before the server has to [F1]', () => {
    expect(sizeAfter({}, { a: 'x' })).toMatchObject({ isOver: false, words: null });
    const half = 'x'.repeat(DRAFT_BYTES_MAX / 2);
    expect(sizeAfter({ a: half }, { b: 1 })).toMatchObject({ isOver: false, words: '129 of 256 KiB used' });
    expect(sizeAfter({ a: half }, { b: half })).toMatchObject({ isOver: true });
    expect(sizeAfter({ a: half + half }, { a: null })).toMatchObject({ isOver: false });
  });
});

describe('what differs between two versions [F2]', () => {
  const difference = (title: [string, string], patch: DraftDifferenceView['patch']): DraftDifferenceView => {
    return { from: 1, to: 2, title: { from: title[0], to: title[1] }, patch };
  };

  it('is told with both sides', () => {
    const forth = difference(
      ['A', 'B'],
      [
        { op: 'replace', path: '/km', label: 'km', value: 2 },
        { op: 'add', path: '/new', label: 'new', value: true },
        { op: 'remove', path: '/old', label: 'old' },
      ],
    );
    const back = difference(
      ['B', 'A'],
      [
        { op: 'replace', path: '/km', label: 'km', value: 1 },
        { op: 'remove', path: '/new', label: 'new' },
        { op: 'add', path: '/old', label: 'old', value: 'x' },
      ],
    );
    const told = changesBetween(forth, back).map(({ label, before, after }) => [label, before, after]);
    expect(told).toEqual([
      ['title', 'A', 'B'],
      ['km', 1, 2],
      ['new', undefined, true],
      ['old', 'x', undefined],
    ]);
  });

  it('reads as people write', () => {
    expect([undefined, null, true, 2, 'a'].map(shownValue)).toEqual(['not there', 'empty', 'yes', '2', 'a']);
    expect(fieldWords('/rooms/2/a~1b')).toBe('rooms / 2 / a/b');
  });

  it('names the other device and what stands [F5]', () => {
    const overwritten = { path: '/km', theirs: 7, device: 'abcdef', version: 3, stands: 'sent' } as const;
    expect(overwrittenWords(overwritten)).toBe(
      '“km” was changed on two devices at once: device abcd wrote “7”, and what was written later stands.',
    );
  });
});
