import type { Topic } from '@tidemark/client';
import { useAsk, useKind } from '@tidemark/client/react';
import { dayAt, fromIso, type ProgramView, type ResetView } from '@tidemark/domain';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { DayRibbon } from '../../components/ribbon/day-ribbon';
import { useDayRule } from '../../components/ribbon/shown-day.hook';
import { dateWords } from '../../words/local-date';
import { timeOfDay } from '../../words/words';
import { programName } from '../program/program-names';
import type { DayStats } from './answer/day-stats';
import { resetWords } from './reset-story';
import { hoursAndMinutes, sessionsInWords, unusualLength } from './stats-words';

const changes: readonly Topic[] = ['sessionCount'];

interface DayStoryProps {
  readonly date: string;
  readonly day: DayStats | null;
  readonly isExample: boolean;
  readonly isToday: boolean;
}

/** One day: what it was, what it came to, and everything that makes its numbers [X6]. */
export function DayStory({ date, day, isExample, isToday }: DayStoryProps) {
  return (
    <section className="card day-story" aria-labelledby="day-story">
      <header>
        <h3 id="day-story" tabIndex={-1}>
          {dateWords(date, 'long')}
        </h3>
        {day && <span className="quiet small">{standing(day)}</span>}
      </header>
      {day && (
        <p className="number">
          {hoursAndMinutes(day.totalWorkSeconds)} focus · {hoursAndMinutes(day.totalBreakSeconds)} breaks ·{' '}
          {sessionsInWords(day.workSessionsCompleted)}
        </p>
      )}
      {day === null && !isToday && <p className="quiet">There is no day of yours on this date.</p>}
      {!isExample && (day !== null || isToday) && (
        <>
          <DayRibbon key={date} date={date} />
          <Facts date={date} />
        </>
      )}
      {isExample && <p className="quiet">Of your own days, this shows what you did hour by hour.</p>}
    </section>
  );
}

function standing(day: DayStats): string {
  const parts = [
    unusualLength(day.lengthSeconds),
    `counted in ${day.timezone.replaceAll('_', ' ')}`,
    day.final ? null : 'goes on',
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** What else happened: the count that began anew, or was set, and the workouts. */
function Facts({ date }: { readonly date: string }) {
  const { value } = useAsk<{ readonly resets: readonly ResetView[] }>(`/api/timeline?date=${date}`, changes);
  const workouts = useWorkoutsOn(date);
  const resets = value?.resets ?? [];
  if (resets.length + workouts.length === 0) return null;
  return (
    <ul className="day-facts">
      {workouts.map(({ programId, name, at, timezone }) => (
        <li key={`${programId} ${name}`}>
          <time className="number">{timeOfDay(at, timezone)}</time>
          <span>
            Workout done: <Link href={`/program/${programId}`}>{programName(programId)}</Link>, {name}
          </span>
        </li>
      ))}
      {resets.map((reset) => (
        <li key={reset.resetTimestamp}>
          <time className="number">{timeOfDay(fromIso(reset.resetTimestamp), reset.userTimezone)}</time>
          <span>{resetWords(reset)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The workouts that were done on a local day, in all programs. */
function useWorkoutsOn(date: string) {
  const rule = useDayRule();
  const { value } = useKind('progress');
  return useMemo(() => {
    const done = ({ programId, logs }: ProgramView) =>
      logs.flatMap(({ completed, completed_at: text, week_number: week, day_number: day }) => {
        if (!completed || text === null) return [];
        const at = fromIso(text);
        const isThen = dayAt(at, rule).localDate === date;
        return isThen ? [{ programId, name: `week ${week}, day ${day}`, at, timezone: rule.timezone }] : [];
      });
    return Object.values(value ?? {}).flatMap(done);
  }, [value, rule, date]);
}
