import { isDeepStrictEqual } from 'node:util';

import { fromWire, type DayEvents, type DayFrame } from '@tidemark/domain';
import type { Pool } from 'pg';

import { allEvents, eventsOf, type StoredEvent } from './event-store';

type Closing = DayEvents['DayClosed'];

/** A day that is over as the statistics keep it. */
interface KeptDay extends DayFrame {
  readonly userId: string;
  readonly accountedMs: number;
}

/** A reset as the statistics keep it. */
interface KeptReset extends Pick<Closing, 'resetType' | 'previousCount' | 'localDate' | 'timezone' | 'resetAt'> {
  readonly userId: string;
  readonly version: number;
}

const KEPT_DAYS = `
  SELECT user_id AS "userId", local_date AS "localDate",
         (extract(epoch FROM starts_at) * 1000)::float8 AS "startsAt",
         (extract(epoch FROM ends_at) * 1000)::float8 AS "endsAt",
         (work_ms + break_ms + paused_ms + clocked_ms + untracked_ms)::float8 AS "accountedMs"
    FROM progress.daily_session_stats WHERE final ORDER BY user_id, starts_at, local_date`;
const KEPT_RESETS = `
  SELECT user_id AS "userId", version, reset_type AS "resetType", previous_count AS "previousCount",
         local_date AS "localDate", timezone, (extract(epoch FROM reset_at) * 1000)::float8 AS "resetAt"
    FROM progress.resets ORDER BY user_id, version`;

/** Every closing of a person's days, oldest first; one of them may close several. */
export async function closingsOf(database: Pool, userId: string): Promise<readonly Closing[]> {
  return (await eventsOf(database, userId, 'day')).filter(isClosing).map(closingIn);
}

/** Every day of a person that is over, in order. */
export async function closedDaysOf(database: Pool, userId: string): Promise<readonly DayFrame[]> {
  return (await closingsOf(database, userId)).flatMap(({ closed }) => closed);
}

/**
 * What must be true of everybody's days whatever broke: they follow one another without hole or overlap, none was
 * closed early, every reset says how it was computed, and the statistics tell the same; an empty list is the good news.
 */
export async function dayBreaches(database: Pool): Promise<readonly string[]> {
  const resets = (await allEvents(database, 'day')).filter(isReset);
  const { rows: keptResets } = await database.query<KeptReset>(KEPT_RESETS);
  const { rows: keptDays } = await database.query<KeptDay>(KEPT_DAYS);
  const closings = resets.filter(isClosing);
  const lived = closings.flatMap((stored) =>
    closingIn(stored).closed.map((frame) => ({ userId: userIn(stored), ...frame })),
  );
  return [
    ...closings.flatMap(wrongIn),
    ...gapsIn(lived),
    ...differences('a reset', resets.map(resetIn), keptResets),
    ...differences('a day', lived.map(accounted), keptDays),
  ];
}

/** [I-19] What is missing in a closing, or came too early. */
function wrongIn(stored: StoredEvent): readonly string[] {
  const closing = closingIn(stored);
  const { timezone, localResetTime, tzdataVersion, localDate, resetAt } = closing;
  const isComplete = [timezone, localResetTime, tzdataVersion, localDate].every((text) => text !== '');
  const named = `${stored.streamId} ${stored.version}`;
  return [
    ...(isComplete ? [] : [`I-19 ${named} does not say how it was computed`]),
    ...(resetAt <= stored.recordedAt ? [] : [`I-17 ${named} was closed early`]),
    ...(closing.closed.at(-1)?.endsAt === resetAt ? [] : [`I-18 ${named} resets at another instant than its day ends`]),
  ];
}

/** [I-18] Where a day does not begin when the one before it ended. */
function gapsIn(lived: readonly (DayFrame & { readonly userId: string })[]): readonly string[] {
  return lived.flatMap(({ userId, localDate, startsAt }, index) => {
    const before = lived[index - 1];
    if (before?.userId !== userId || before.endsAt === startsAt) return [];
    return [`I-18 ${userId}: between ${before.localDate} and ${localDate} are ${startsAt - before.endsAt} ms`];
  });
}

/** [X2] A day that is over is accounted for to the millisecond. */
function accounted(day: DayFrame & { readonly userId: string }): KeptDay {
  return { ...day, accountedMs: day.endsAt - day.startsAt };
}

function differences(
  what: string,
  told: readonly (KeptDay | KeptReset)[],
  kept: readonly (KeptDay | KeptReset)[],
): readonly string[] {
  const missing = new Map(told.map((row) => [keyOf(row), row]));
  const wrongs = kept.flatMap((row) => {
    const expected = missing.get(keyOf(row));
    missing.delete(keyOf(row));
    return isDeepStrictEqual(row, expected) ? [] : [`D7 ${what} is kept as ${text(row)} and was ${text(expected)}`];
  });
  return [...wrongs, ...[...missing.values()].map((row) => `D7 ${what} is not kept: ${text(row)}`)];
}

function keyOf(row: KeptDay | KeptReset): string {
  return `${row.userId} ${'version' in row ? row.version : row.localDate}`;
}

function text(row: object | undefined): string {
  return row ? JSON.stringify(row) : 'nothing';
}

function resetIn(stored: StoredEvent): KeptReset {
  const { resetType, previousCount, localDate, timezone, resetAt } = closingIn(stored);
  return {
    userId: userIn(stored),
    version: stored.version,
    resetType,
    previousCount,
    localDate,
    timezone,
    resetAt,
  };
}

function isReset({ type }: StoredEvent): boolean {
  return type === 'DayClosed' || type === 'CountReset';
}

function isClosing({ type }: StoredEvent): boolean {
  return type === 'DayClosed';
}

function closingIn({ data }: StoredEvent): Closing {
  return fromWire<Closing>(data);
}

function userIn({ streamId }: StoredEvent): string {
  return streamId.slice('day-'.length);
}
