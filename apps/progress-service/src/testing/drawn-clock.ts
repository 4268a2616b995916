import { HOUR, type ClockCommand, type DayFrame, type Entry, type Instant, type WorkClock } from '@tidemark/domain';
import fc from 'fast-check';

/** What somebody says to their work clock, which stands like this. */
export type ClockTelling = (at: Instant, newId: string, clock: WorkClock, day: DayFrame) => ClockCommand;

const told = (at: Instant) => ({ at, receivedAt: at });
const type = fc.constantFrom('IN' as const, 'OUT' as const);
/** Whole hours meet each other and the resets; anything else lies between. */
const backMs = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((hours) => hours * HOUR),
  fc.integer({ min: 0, max: 80 * HOUR }),
);
const nth = fc.nat({ max: 20 });

/** Mostly of entries that are there, or else of one that is not. */
function idOf({ entries }: WorkClock, index: number): string {
  return entries[index % (entries.length + 1)]?.id ?? 'nobody';
}

/** Instants are said on the hour, so that some of them are the same. */
function onTheHour(at: Instant): Instant {
  return at - (at % HOUR);
}

export const clockTelling: fc.Arbitrary<ClockTelling> = fc.oneof(
  fc.constant<ClockTelling>((at, entryId, _, day) => ({ type: 'ClockIn', ...told(at), entryId, day })),
  fc.constant<ClockTelling>((at, entryId) => ({ type: 'ClockOut', ...told(at), entryId })),
  fc.constant<ClockTelling>((at, entryId, _, day) => ({ type: 'ClearSession', ...told(at), entryId, day })),
  nth.map((index): ClockTelling => (at, _, clock) => {
    return { type: 'RemoveEntry', ...told(at), entryId: idOf(clock, index) };
  }),
  fc.record({ index: nth, backMs }).map(({ index, backMs }): ClockTelling => (at, _, clock) => {
    return { type: 'CorrectEntry', ...told(at), entryId: idOf(clock, index), clockedAt: onTheHour(at) - backMs };
  }),
  fc.record({ type, backMs }).map(({ type, backMs }): ClockTelling => (at, id) => {
    return { type: 'AddEntry', ...told(at), entry: { id, type, clockedAt: onTheHour(at) - backMs } };
  }),
  fc.record({ inMs: backMs, outMs: backMs }).map(({ inMs, outMs }): ClockTelling => (at, entryId, _, day) => {
    const [first, last] = [Math.max(inMs, outMs), Math.min(inMs, outMs)];
    const span: readonly Entry[] = [
      { id: `${entryId}-in`, type: 'IN', clockedAt: onTheHour(at) - first },
      { id: `${entryId}-out`, type: 'OUT', clockedAt: onTheHour(at) - last },
    ];
    return { type: 'SaveSession', ...told(at), entryId, day, entries: span, basis: 'unknown' };
  }),
);

const SAID = ['ClockIn', 'ClockOut', 'ClearSession', 'RemoveEntry', 'CorrectEntry', 'AddEntry', 'SaveSession'];

export function isOfClock(command: { readonly type: string }): command is ClockCommand {
  return SAID.includes(command.type);
}
