import {
  useAsk,
  useConfiguration,
  useDailyCount,
  useKind,
  useNow,
  useSyncStatus,
  useTidemark,
} from '@tidemark/client/react';
import {
  dayAt,
  dayFrom,
  fromIso,
  SECOND,
  type DayRule,
  type Instant,
  type ProgramView,
  type SessionView,
} from '@tidemark/domain';
import { useEffect, useMemo, useRef } from 'react';
import { ruleShown, zoneHere, zoneShown } from '../../words/zones';
import { keepDay, keptDay } from './kept-day';
import { shownDay, type ShownDay } from './shown-day';
import { frameOf, type ToldDay } from './told-day';

/** The now-line of the widest ribbon moves by less than a pixel meanwhile. */
const MOVES_EVERY_MS = 5 * SECOND;
/** One press may change several things; the day is asked for once they are all told. */
const GATHERED_MS = SECOND / 4;

/** A local day as it stands now: today unless told, and also for somebody who is not signed in. */
export function useShownDay(date?: string): ShownDay {
  const client = useTidemark();
  const rule = useDayRule();
  const timer = useKind('timer').value;
  const session = useKind('session').value;
  const today = useToday();
  useNow(MOVES_EVERY_MS);
  const now = client.now();

  const shownDate = date ?? today;
  const isToday = shownDate === today;
  const told = useToldDay(shownDate, isToday);
  const sessionThen = useAsk<SessionView>(isToday ? null : `/api/session?date=${shownDate}`, ['session']).value;
  const frame = told ? frameOf(told) : isToday ? dayAt(now, rule) : dayFrom(shownDate, rule);
  const workouts = useWorkouts();

  return shownDay(
    {
      frame,
      timezone: zoneShown(told?.timezone ?? rule.timezone),
      told,
      entries: isToday ? (session?.entries ?? []) : (sessionThen?.entries ?? null),
      timer: isToday ? timer : null,
      workouts: workouts.filter((at) => frame.startsAt <= at && at < frame.endsAt),
    },
    now,
  );
}

/** The day at hand. After a flight to the west it is later than the calendar, for days are not begun twice [D6]. */
export function useToday(): string {
  const { localDate, nextResetAt } = useDailyCount();
  const rule = useDayRule();
  const now = useTidemark().now();
  const isOver = nextResetAt !== null && fromIso(nextResetAt) <= now;
  return isOver || localDate === null ? dayAt(now, rule).localDate : localDate;
}

/** The rule by which somebody's days are counted; before anybody said so, that of the device. */
export function useDayRule(): DayRule {
  const { configuration } = useConfiguration();
  return useMemo(() => {
    if (!configuration) return { timezone: zoneHere(), dailyResetTime: 'midnight' };
    const { timezone, dailyResetTime } = configuration;
    return ruleShown({ timezone, dailyResetTime });
  }, [configuration]);
}

function useToldDay(date: string, isToday: boolean): ToldDay | null {
  const { userId } = useSyncStatus();
  const { value, again } = useAsk<ToldDay>(userId === null ? null : `/api/timeline?date=${date}`);
  const revision = useRevision();
  const asked = useRef(revision);
  useEffect(() => {
    if (asked.current === revision) return undefined;
    const timer = setTimeout(() => {
      asked.current = revision;
      again();
    }, GATHERED_MS);
    return () => clearTimeout(timer);
  }, [revision, again]);
  const isAnswer = value?.date === date;
  useEffect(() => {
    if (userId !== null && isToday && isAnswer) keepDay({ userId, told: value });
  }, [userId, isToday, isAnswer, value]);
  const kept = useMemo(() => keptDay(userId, date), [userId, date]);
  return isAnswer ? value : kept;
}

/** How far the server has told everything that a day is made of; what is only expected is drawn without asking. */
function useRevision(): number {
  const timer = useKind('timer').value;
  const session = useKind('session').value;
  const configuration = useKind('configuration').value;
  const count = useKind('sessionCount').value;
  return Math.max(...[timer, session, configuration, count].map((told) => told?.revision ?? 0));
}

/** When workouts were done, in all programs that this device knows of. */
function useWorkouts(): readonly Instant[] {
  const { value } = useKind('progress');
  return useMemo(() => Object.values(value ?? {}).flatMap(doneIn), [value]);
}

function doneIn({ logs }: ProgramView): readonly Instant[] {
  return logs.flatMap(({ completed, completed_at: at }) => (completed && at !== null ? [fromIso(at)] : []));
}
