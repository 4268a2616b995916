import { clockedIn, spansOf, workClock, type Instant } from '@tidemark/domain';
import fc from 'fast-check';
import { drawnLife } from '../testing/drawn-life';
import { Books, type DayLedger, type ToldEvent } from '@tidemark/projections';

function booksOf(events: readonly ToldEvent[]): Books {
  const books = new Books();
  for (const told of events) books.enter(told);
  return books;
}

const categories = ['timer', 'clock', 'day'] as const;

/** The streams each in its own order, taking from the one or the other as drawn. */
function interleaved(events: readonly ToldEvent[], turns: readonly ToldEvent['category'][]): readonly ToldEvent[] {
  const waiting = categories.map((name) => events.filter(({ category }) => category === name));
  return events.map((_, nth) => {
    const wanted = waiting[categories.indexOf(turns[nth % turns.length]!)]!;
    return (wanted.shift() ?? waiting.find(({ length }) => length > 0)?.shift())!;
  });
}

const turns = fc.array(fc.constantFrom(...categories), { minLength: 1, maxLength: 60 });
const lengthOf = ({ startsAt, endsAt }: DayLedger) => endsAt - startsAt;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('the books of a user, whatever they did and whenever they told of it', () => {
  it('come to the same in whatever order the three streams are heard [I-04] [I-07]', () =>
    fc.assert(
      fc.property(drawnLife, turns, (events, drawn) => {
        expect(booksOf(interleaved(events, drawn)).ledgers).toEqual(booksOf(events).ledgers);
      }),
    ));

  it('account for every millisecond of every day, once [X2]', () =>
    fc.assert(
      fc.property(drawnLife, (events) => {
        for (const ledger of booksOf(events).ledgers) {
          const { workMs, breakMs, pausedMs, clockedMs, untrackedMs } = ledger;
          expect(workMs + breakMs + pausedMs + clockedMs + untrackedMs).toBe(lengthOf(ledger));
          expect(untrackedMs).toBeGreaterThanOrEqual(0);
        }
      }),
    ));

  it('give to closed days what was worked in them, cut at the reset to the millisecond [D7] [I-14]', () =>
    fc.assert(
      fc.property(drawnLife, (events) => {
        const books = booksOf(events);
        const closed = books.ledgers.filter(({ closedPosition }) => closedPosition !== null);
        const [first, last] = [closed.at(0), closed.at(-1)];
        if (!first || !last) return;
        const inDays = (at: Instant) => Math.min(Math.max(at, first.startsAt), last.endsAt);
        const spans = books.sheetsEntered.flatMap(({ sheet }) => spansOf(sheet)).filter(({ kind }) => kind === 'work');
        const workedMs = spans.map(({ startsAt, endsAt }) => inDays(endsAt ?? startsAt) - inDays(startsAt));
        expect(sum(closed.map(({ workMs }) => workMs))).toBe(sum(workedMs));
      }),
    ));

  it('give to closed days what the work clock itself says of them, cut at the reset [C4]', () =>
    fc.assert(
      fc.property(drawnLife, (events) => {
        const said = events.flatMap((told) => (told.category === 'clock' ? [told.event] : []));
        const clock = said.reduce(workClock.evolve, workClock.initial);
        for (const day of booksOf(events).ledgers) {
          if (day.closedPosition === null || day.startsAt < clock.keptFromAt) continue;
          expect(day.totalClockedMs).toBe(clockedIn(day, clock.entries, day.endsAt).workMs);
          expect(day.clockedMs).toBeLessThanOrEqual(day.totalClockedMs);
        }
      }),
    ));

  it('say that a closed day was corrected if what was clocked in it is another than when it was closed [C3]', () =>
    fc.assert(
      fc.property(drawnLife, (events) => {
        const books = new Books();
        const whenClosed = new Map<string, number>();
        for (const told of events) {
          books.enter(told);
          for (const { localDate, closedPosition, totalClockedMs } of books.ledgers) {
            if (closedPosition === told.position) whenClosed.set(localDate, totalClockedMs);
          }
        }
        for (const { localDate, closedPosition, totalClockedMs, correctedAt } of books.ledgers) {
          if (closedPosition === null || totalClockedMs === whenClosed.get(localDate)) continue;
          expect(correctedAt).not.toBeNull();
        }
      }),
    ));

  it('know of each session what its owner knows: it ran for its length, less what was left [I-15]', () =>
    fc.assert(
      fc.property(drawnLife, (events) => {
        const ends = events.flatMap(({ event }): { sessionId: string; ranMs: number }[] => {
          if (event.type !== 'SessionCompleted' && event.type !== 'SessionInterrupted') return [];
          const leftMs = event.type === 'SessionInterrupted' ? event.data.remainingMs : 0;
          return [{ sessionId: event.data.sessionId, ranMs: event.data.durationMs - leftMs }];
        });
        const sheets = new Map(booksOf(events).sheetsEntered.map(({ sheet }) => [sheet.sessionId, sheet]));
        const isMoved = new Set(
          events.flatMap(({ event: { type, data } }) =>
            type === 'StopMovedEarlier' || type === 'UnattendedTrimmed' ? [data.sessionId] : [],
          ),
        );
        for (const { sessionId, ranMs } of ends.filter((end) => !isMoved.has(end.sessionId))) {
          const stretches = sheets.get(sessionId)?.stretches.filter(({ isPaused }) => !isPaused) ?? [];
          expect(sum(stretches.map(({ startsAt, endsAt }) => (endsAt ?? startsAt) - startsAt))).toBe(ranMs);
        }
      }),
    ));

  it('count a work session in the one day in which it was completed [D7]', () =>
    fc.assert(
      fc.property(drawnLife, (events) => {
        const { ledgers } = booksOf(events);
        const completions = events.flatMap(({ event }) =>
          event.type === 'SessionCompleted' && event.data.sessionType === 'work' ? [event.data.completedAt] : [],
        );
        for (const { startsAt, endsAt, workSessionsCompleted } of ledgers) {
          const within = completions.filter((at) => startsAt <= at && at < endsAt);
          expect(workSessionsCompleted).toBe(within.length);
        }
      }),
    ));
});
