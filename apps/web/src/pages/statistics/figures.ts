import type { DayStats } from './answer/day-stats';

/** Days in a row with a completed session, and the dates between which they lie. */
export interface Streak {
  readonly days: number;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Figures {
  readonly workSeconds: number;
  readonly breakSeconds: number;
  readonly sessions: number;
  /** Days on which there was any work. */
  readonly daysWorked: number;
  readonly averageWorkSeconds: number;
  readonly bestDay: DayStats | null;
}

const noStreak: Streak = { days: 0, from: null, to: null };

/** What some days come to. */
export function figuresOf(days: readonly DayStats[]): Figures {
  const sum = (of: (day: DayStats) => number) => days.reduce((total, day) => total + of(day), 0);
  const worked = days.filter(({ totalWorkSeconds }) => totalWorkSeconds > 0);
  const workSeconds = sum(({ totalWorkSeconds }) => totalWorkSeconds);
  return {
    workSeconds,
    breakSeconds: sum(({ totalBreakSeconds }) => totalBreakSeconds),
    sessions: sum(({ workSessionsCompleted }) => workSessionsCompleted),
    daysWorked: worked.length,
    averageWorkSeconds: worked.length === 0 ? 0 : Math.round(workSeconds / worked.length),
    bestDay: worked.reduce<DayStats | null>((best, day) => (day.totalWorkSeconds > most(best) ? day : best), null),
  };
}

/** The longest run of days with a completed session; of two that are as long, the later one. */
export function longestStreak(days: readonly DayStats[]): Streak {
  return streaks(days).reduce((best, streak) => (streak.days >= best.days ? streak : best), noStreak);
}

/** The run that goes on: a day that is not over breaks nothing, for its session may still come. */
export function currentStreak(days: readonly DayStats[]): Streak {
  const last = days.at(-1);
  const counted = last && !last.final && last.workSessionsCompleted === 0 ? days.slice(0, -1) : days;
  const streak = streaks(counted).at(-1);
  return streak && streak.to === counted.at(-1)?.date ? streak : noStreak;
}

/** Days follow each other as they were lived: every day has a row, and a date that a zone skipped breaks nothing. */
function streaks(days: readonly DayStats[]): readonly Streak[] {
  const found: Streak[] = [];
  let open: Streak = noStreak;
  for (const { date, workSessionsCompleted } of days) {
    if (workSessionsCompleted === 0) open = noStreak;
    else {
      if (open.days > 0) found.pop();
      open = { days: open.days + 1, from: open.from ?? date, to: date };
      found.push(open);
    }
  }
  return found;
}

function most(day: DayStats | null): number {
  return day?.totalWorkSeconds ?? 0;
}
