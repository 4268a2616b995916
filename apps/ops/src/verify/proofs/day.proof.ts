import { boundaryOf, COUNT_MAX, day, dayAfter, toIso, type Day, type DayEvent } from '@tidemark/domain';
import { eventOf, type RecordedEvent } from '@tidemark/event-log';
import type { Breach, Complain } from '../breach';
import type { UserStory } from '../user-story';

type Closing = Extract<DayEvent, { type: 'DayClosed' }>['data'];

/** Boundaries are checked by the zone database that they were computed by; another one may rightly differ. */
const TZDATA_VERSION = process.versions['tz'];

/** The days of a user told again: dates in order and each once, resets at their boundary, the count as counted. */
export function daysAreRight({ streams }: UserStory): readonly Breach[] {
  return streams
    .filter(({ head }) => head.streamId.startsWith('day-'))
    .flatMap(({ head, events }) => breachesIn(head.streamId, events));
}

function breachesIn(streamId: string, events: readonly RecordedEvent[]): readonly Breach[] {
  const breaches: Breach[] = [];
  const counted = new Set<string>();
  let state = day.initial;
  let closedUpTo = '';
  for (const recorded of events) {
    const complain: Complain = (rule, what) =>
      breaches.push({ rule, subject: `${streamId}/${recorded.version}`, what });
    const event = eventOf<DayEvent>(recorded);
    countsOn(event, state, counted, complain);
    if (event.type === 'DayClosed') {
      closesInTurn(event.data, state, closedUpTo, complain);
      if (event.data.context !== 'rule_change') closesInTime(event.data, state, complain);
      if (recorded.recordedAt < event.data.resetAt) complain('I-17', `closed before ${toIso(event.data.resetAt)}`);
      closedUpTo = event.data.closed.at(-1)?.localDate ?? closedUpTo;
    }
    state = day.evolve(state, event);
  }
  return breaches;
}

/** [I-16] */
function countsOn(event: DayEvent, { count }: Day, counted: Set<string>, complain: Complain): void {
  switch (event.type) {
    case 'SessionCounted': {
      const { sessionId } = event.data;
      if (counted.has(sessionId)) complain('I-16', `${sessionId} is counted twice`);
      counted.add(sessionId);
      const expected = Math.min(count + 1, COUNT_MAX);
      if (event.data.count !== expected) complain('I-16', `the count goes from ${count} to ${event.data.count}`);
      return;
    }
    case 'CountOverridden':
    case 'CountReset':
    case 'DayClosed':
      if (event.data.previousCount !== count)
        complain('I-16', `it was ${count}, and is said to be ${event.data.previousCount}`);
      return;
    default:
      return;
  }
}

/** [I-17] No date twice, none left out, and no hole between two days. */
function closesInTurn(
  { closed, localDate, startsAt, resetAt }: Closing,
  before: Day,
  closedUpTo: string,
  complain: Complain,
): void {
  let lastDate = closedUpTo;
  let endsAt = before.status === 'untouched' ? undefined : before.startsAt;
  for (const frame of closed) {
    if (frame.localDate <= lastDate) complain('I-17', `${frame.localDate} is closed after ${lastDate}`);
    if (endsAt !== undefined && frame.startsAt !== endsAt)
      complain('I-17', `${frame.localDate} does not begin where the day before ended`);
    if (frame.endsAt < frame.startsAt) complain('I-17', `${frame.localDate} ends before it begins`);
    lastDate = frame.localDate;
    endsAt = frame.endsAt;
  }
  if (before.status !== 'untouched' && closed[0]?.localDate !== before.localDate) {
    complain('I-17', `${before.localDate} was at hand, and is not the first that is closed`);
  }
  if (localDate <= lastDate) complain('I-17', `${localDate} begins after ${lastDate}`);
  if (endsAt !== resetAt || startsAt !== resetAt) complain('I-17', `the reset is not where ${lastDate} ends`);
}

/** [I-17] By the rule that held, with an independent look into the calendar. */
function closesInTime({ closed, localDate, tzdataVersion }: Closing, before: Day, complain: Complain): void {
  if (tzdataVersion !== TZDATA_VERSION) return;
  const { timezone, dailyResetTime } = before.settings;
  const rule = { timezone, dailyResetTime };
  closed.forEach((frame, index) => {
    const next = closed[index + 1]?.localDate ?? localDate;
    const following = dayAfter(frame, rule).localDate;
    if (next !== following) complain('I-17', `after ${frame.localDate} comes ${following}, and not ${next}`);
    // What happened in a day stays in it, even if a newer zone database lets it end earlier.
    const boundaryAt = Math.max(boundaryOf(next, rule) ?? 0, before.changedAt);
    if (frame.endsAt !== boundaryAt) {
      complain('I-17', `${frame.localDate} ends at ${toIso(frame.endsAt)}, by the calendar at ${toIso(boundaryAt)}`);
    }
  });
}
