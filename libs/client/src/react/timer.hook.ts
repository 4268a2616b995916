import { fromIso, SECOND, type Instant, type Task, type TimerView } from '@tidemark/domain';
import type { Tidemark } from '../client';
import { useActions, useKind } from './followed.hook';
import { useNowWhile } from './now.hook';

/** What a start may say; whatever it leaves out follows from the settings. */
export interface TimerStart {
  readonly sessionType?: TimerView['sessionType'];
  readonly presetType?: TimerView['presetType'];
  readonly durationSeconds?: number;
  readonly task?: Task | null;
  /** Ends what runs, instead of being refused because of it. */
  readonly replace?: boolean;
}

/** The timer, what is left of it, and its buttons; while it runs it renders each time that a second is over. */
export function useTimer() {
  const { status, value: timer, isGuess } = useKind('timer');
  const endsAt = timer?.endsAt ? fromIso(timer.endsAt) : null;
  const now = useNowWhile(endsAt !== null, SECOND, endsAt ?? 0);
  const actions = useActions(timerActions);
  const leftMs = (at: Instant) => (endsAt === null ? (timer?.remainingSeconds ?? 0) * SECOND : endsAt - at);
  return {
    status,
    timer,
    isGuess,
    /** What a clock shows: a second that has begun still counts. */
    remainingSeconds: Math.max(0, Math.ceil(leftMs(now) / SECOND)),
    /** For whatever moves more often than once a second. */
    remainingMs: (at: Instant = actions.now()) => Math.max(0, leftMs(at)),
    ...actions.buttons,
  };
}

function timerActions({ command, now }: Tidemark) {
  const buttons = {
    start: (how: TimerStart = {}) => command<TimerView>('timer/start', how),
    pause: () => command<TimerView>('timer/pause'),
    resume: () => command<TimerView>('timer/resume'),
    skip: () => command<TimerView>('timer/skip'),
    stop: () => command<TimerView>('timer/stop'),
    extend: (seconds: number) => command<TimerView>('timer/extend', { seconds }),
    selectTask: (task: Task | null) => command<TimerView>('timer/task', { task }),
  };
  return { now, buttons };
}
