import { guessDraft } from '../guess/draft-guess';
import { ServerClock } from '../link/server-clock';
import { Confirmed } from '../states/confirmed';
import { memoryStorage } from '../storage/memory-storage';
import { TestClock } from '../testing/test-clock';
import { Outbox } from './outbox';
import { Wishes } from './wishes';

const unreachable = { code: 'network/unreachable', message: 'Nobody answers.' };

/** Somebody whose draft stands at this revision. */
async function atRevision(revision: number) {
  const storage = memoryStorage();
  const confirmed = new Confirmed(storage, () => undefined);
  const outbox = new Outbox(storage, () => undefined);
  await Promise.all([confirmed.load('ada'), outbox.load('ada')]);
  let keys = 0;
  const wishes = new Wishes({
    ...{ outbox, confirmed, account: { userId: 'ada' }, clock: new ServerClock(new TestClock()) },
    ...{ ready: Promise.resolve(), newKey: () => `key-${(keys += 1)}`, say: () => undefined },
  });
  const told = (next: number) => {
    const begun = { key: 'd', name: 'draft/create', data: {}, happenedAt: 0 } as Parameters<
      typeof guessDraft
    >[1][number];
    const draft = guessDraft(null, [begun]);
    if (draft) confirmed.take([{ kind: 'drafts', state: { ...draft, revision: next } }]);
  };
  told(revision);
  return { outbox, wishes, told };
}

async function save(wishes: Wishes, data: object): Promise<string> {
  const { commandId, durable } = wishes.make('draft/save', { id: 'd', data });
  await durable;
  return commandId;
}

describe('a save of a draft [F5]', () => {
  it('is based on the state that its writer sees', async () => {
    const { outbox, wishes } = await atRevision(4);
    await save(wishes, { a: 1 });
    expect(outbox.waiting.map(({ data }) => data['baseRevision'])).toEqual([4]);
  });

  it('is based on that of the save before it, as long as that one hides what others wrote since', async () => {
    const { outbox, wishes, told } = await atRevision(4);
    const first = await save(wishes, { a: 1 });
    wishes.delayed([first], unreachable, 1);
    told(9);
    const second = await save(wishes, { a: 2 });
    expect(outbox.waiting.map(({ data }) => data['baseRevision'])).toEqual([4, 4]);

    wishes.delayed([second], unreachable, 1);
    [first, second].forEach((key) => outbox.hearOf(key));
    await save(wishes, { a: 3 });
    expect(outbox.waiting.map(({ data }) => data['baseRevision'])).toEqual([4, 4, 9]);
  });
});
