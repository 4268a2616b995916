import type { Entry } from '@tidemark/client';
import { HOUR, MINUTE, type DayFrame, type EntryView } from '@tidemark/domain';
import { entryRows, otherRefusals } from './entry-rows';
import { addMissing, entriesOf } from './missing';

const midnight = Date.parse('2026-11-21T00:00:00.000Z');
const frame: DayFrame = { localDate: '2026-11-21', startsAt: midnight, endsAt: midnight + 24 * HOUR };
const entry = (id: string, type: 'IN' | 'OUT', hours: number): EntryView => {
  return { id, type, timestamp: midnight + hours * HOUR, time: '' };
};
const day = [
  entry('a', 'IN', 0),
  entry('b', 'OUT', 2),
  entry('c', 'IN', 9),
  entry('d', 'OUT', 12),
  entry('e', 'IN', 13),
];
const refusedFor = (id: string) => ({ key: id, name: 'session/correct-entry', data: { id } }) as unknown as Entry;

describe('the entries of a day', () => {
  it('have the breaks between them [C4]', () => {
    const breaks = entryRows(frame, day, []).filter(({ kind }) => kind === 'break');
    expect(breaks).toEqual([
      { kind: 'break', after: 'b', durationMs: 7 * HOUR },
      { kind: 'break', after: 'd', durationMs: HOUR },
    ]);
  });

  it('know where the day cuts work that began before it', () => {
    const cut = entryRows(frame, day, []).filter((row) => row.kind === 'entry' && row.isCut);
    expect(cut).toMatchObject([{ entry: { id: 'a' } }]);
  });

  it('say why a change of them was refused, and leave the others to the page [X7]', () => {
    const refused = [refusedFor('d'), refusedFor('gone')];
    expect(entryRows(frame, day, refused)).toContainEqual(expect.objectContaining({ refusal: refused[0] }));
    expect(otherRefusals(day, refused)).toEqual([refused[1]]);
  });
});

describe('what is added', () => {
  const noon = midnight + 12 * HOUR;
  const stretch = { fromAt: noon, toAt: noon + 30 * MINUTE } as const;

  it('is both ends of a stretch, in the order of what it is [C3]', () => {
    expect(entriesOf({ kind: 'break', ...stretch }).map(({ type }) => type)).toEqual(['OUT', 'IN']);
    expect(entriesOf({ kind: 'work', ...stretch }).map(({ type }) => type)).toEqual(['IN', 'OUT']);
  });

  it('takes nothing away that was added before and still waits', () => {
    const said: object[] = [];
    const before = { name: 'session/save', data: { entries: [{ id: 'x' }] } } as unknown as Entry;
    const client = {
      pending: () => [before],
      flush: () => undefined,
      command: (_: string, data: object) => said.push(data),
    };
    addMissing(client as never, { kind: 'work', ...stretch });
    expect(said).toMatchObject([{ entries: [{ id: 'x' }, { type: 'IN' }, { type: 'OUT' }] }]);
  });
});
