import { toIso, type DraftView } from '@tidemark/domain';
import type { CommandName } from '../link/routes';
import type { Entry } from '../outbox/entry';
import { draftLight } from './draft-light';

const draft = { updatedAt: toIso(5_000) } as DraftView;
const live = { isKept: true, link: 'live' } as const;

function write(happenedAt: number, name: CommandName = 'draft/save'): Entry {
  const way = { lane: 'drafts', holdMs: 0, slot: null };
  return { key: 'k', userId: 'u', order: happenedAt, name, data: { id: 'd' }, ...way, happenedAt, isTimed: true };
}

function refusedAt(happenedAt: number, name: CommandName = 'draft/save'): Entry {
  return { ...write(happenedAt, name), refusal: { code: 'draft/too-large', message: 'It is too large.' } };
}

describe('the light of a draft [F7]', () => {
  it('is green when the server has it all, without a connection as well', () => {
    expect(draftLight(draft, [], [], { ...live, link: 'offline' })).toEqual({
      ...{ light: 'green', changes: 0, reason: null },
    });
  });

  it('is amber while changes are on their way, and says why they are not', () => {
    expect(draftLight(draft, [write(6_000), write(7_000)], [], live)).toEqual({
      ...{ light: 'amber', changes: 2, reason: null },
    });
    const offline = draftLight(draft, [write(6_000)], [], { ...live, link: 'connecting' });
    expect(offline).toEqual({ light: 'amber', changes: 1, reason: 'Tidemark cannot be reached right now.' });
  });

  it('is red where a change would not survive the page', () => {
    expect(draftLight(draft, [write(6_000)], [], { ...live, isKept: false })).toMatchObject({ light: 'red' });
  });

  it('is red with the reason of a refusal, until a later save was taken', () => {
    expect(draftLight(draft, [], [refusedAt(6_000)], live)).toMatchObject({ light: 'red', reason: 'It is too large.' });
    expect(draftLight(draft, [], [refusedAt(4_000)], live)).toMatchObject({ light: 'green' });
    // A promotion that was refused is not made good by a save.
    expect(draftLight(draft, [], [refusedAt(4_000, 'draft/promote')], live)).toMatchObject({ light: 'red' });
  });
});
