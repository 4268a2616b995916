import type { DayEvent } from '../day/day-words';
import { daysChangedBy, type LedgerDay, type LedgerDays } from './ledger-days';
import { hour, monday, said, tuesday } from '../testing/day-story';

const berlin = { timezone: 'Europe/Berlin', tzdataVersion: '2026a' };
const inUtc = { timezone: 'UTC', tzdataVersion: '2026a' };

/** Each event at its own position, from 1 on. */
function lived(...events: readonly DayEvent[]): LedgerDays {
  const days = new Map<string, LedgerDay>();
  events.forEach((event, index) => {
    for (const day of daysChangedBy(event, index + 1, days)) days.set(day.localDate, day);
  });
  return days;
}

const onMonday = (...events: readonly DayEvent[]) => lived(said.begun(hour(9)), ...events).get(monday.localDate);

describe('the days of a ledger', () => {
  it('begin with the first thing that somebody does', () =>
    expect(onMonday()).toEqual({ ...monday, ...inUtc, manualOverrides: 0, closedPosition: null }));

  it('are closed one by one, each with the frame that it came to, and the next goes on [D4]', () => {
    const wednesday = { localDate: '2026-01-07', startsAt: tuesday.endsAt, endsAt: tuesday.endsAt + 1 };
    const days = lived(said.begun(hour(9)), said.closed(wednesday, [monday, tuesday], 3));
    expect([...days.values()]).toEqual([
      { ...monday, ...inUtc, manualOverrides: 0, closedPosition: 2 },
      { ...tuesday, ...inUtc, manualOverrides: 0, closedPosition: 2 },
      { ...wednesday, ...inUtc, manualOverrides: 0, closedPosition: null },
    ]);
  });

  it('are not begun anew by somebody who comes back in the middle of one', () => {
    const days = lived(said.begun(hour(9)), said.closed(tuesday, [monday], 0), said.begun(hour(30), tuesday));
    expect(days.size).toBe(2);
  });

  it('end where another rule lets them end, in the zone of that rule [D6]', () =>
    expect(onMonday(said.rule(hour(10), hour(23), { timezone: 'Europe/Berlin' }))).toMatchObject({
      ...berlin,
      endsAt: hour(23),
      closedPosition: null,
    }));

  it('keep their zone where the change ends them [D6]', () => {
    const change = said.rule(hour(10), hour(10), { timezone: 'Pacific/Kiritimati' });
    const closing = said.closed({ ...tuesday, startsAt: hour(10) }, [{ ...monday, endsAt: hour(10) }], 0, {
      resetType: 'timezone_change',
      timezone: 'Pacific/Kiritimati',
    });
    const days = lived(said.begun(hour(9)), change, closing);
    expect(days.get(monday.localDate)).toMatchObject({ timezone: 'UTC', endsAt: hour(10), closedPosition: 3 });
    expect(days.get(tuesday.localDate)).toMatchObject({ timezone: 'Pacific/Kiritimati', startsAt: hour(10) });
  });

  it('are none before anybody did anything, whatever is set', () =>
    expect(lived(said.rule(hour(9), null, { timezone: 'Europe/Berlin' })).size).toBe(0));

  it('count how often their count was set by hand [D3] [D7]', () =>
    expect(
      onMonday(said.overridden(hour(10), 0, 5), said.overridden(hour(11), 5, 2), said.reset(hour(12), 2)),
    ).toMatchObject({ manualOverrides: 2 }));
});
