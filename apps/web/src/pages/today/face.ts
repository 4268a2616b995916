import { SECOND, defaultSettings, lengthOf, type Instant, type PresetType, type TimerView } from '@tidemark/domain';
import { countdown, isUnderWay, sessionNames, timeOfDay } from '../../words/words';

/** The part of the timer that its face is drawn from. */
export type Shown = Pick<
  TimerView,
  'status' | 'sessionType' | 'presetType' | 'roundNumber' | 'durationSeconds' | 'remainingSeconds' | 'endsAt'
>;

/** Everything that the dial and its buttons say at one instant. */
export interface Face {
  readonly status: Shown['status'];
  readonly isBreak: boolean;
  readonly name: string;
  readonly countdown: string;
  readonly caption: string;
  /** What is left of the session, from 1 down to 0. */
  readonly fractionLeft: number;
  readonly remainingMs: number;
  readonly primary: 'Start' | 'Pause' | 'Resume';
  readonly presetType: PresetType;
  readonly title: string;
}

const untouched: Shown = {
  status: 'idle',
  sessionType: 'work',
  presetType: 'short',
  roundNumber: 1,
  durationSeconds: lengthOf('work', 'short', defaultSettings) / SECOND,
  remainingSeconds: lengthOf('work', 'short', defaultSettings) / SECOND,
  endsAt: null,
};

/** `chosen` is a preset picked for the next start; it changes nothing that is under way. */
export function faceOf(view: Shown | null, chosen: PresetType | null, now: Instant): Face {
  const shown = view ?? untouched;
  const { status, sessionType, roundNumber } = shown;
  const presetType = isUnderWay(shown) ? shown.presetType : (chosen ?? shown.presetType);
  const isRechosen = presetType !== shown.presetType;
  const durationMs = isRechosen ? lengthOf(sessionType, presetType, defaultSettings) : shown.durationSeconds * SECOND;
  const remainingMs = isRechosen ? durationMs : remainingOf(shown, now);
  const left = countdown(remainingMs);
  return {
    status,
    isBreak: sessionType !== 'work',
    name: `${sessionNames[sessionType]} · round ${roundNumber}`,
    countdown: left,
    caption: captionOf(shown),
    fractionLeft: Math.min(1, remainingMs / durationMs),
    remainingMs,
    primary: status === 'running' ? 'Pause' : status === 'paused' ? 'Resume' : 'Start',
    presetType,
    title: titleOf(shown, left),
  };
}

/** What is left, computed from the end and never counted down [T1]. */
function remainingOf({ endsAt, remainingSeconds }: Shown, now: Instant): number {
  return endsAt === null ? remainingSeconds * SECOND : Math.max(0, Date.parse(endsAt) - now);
}

function captionOf({ status, endsAt }: Shown): string {
  if (status === 'running' && endsAt !== null) return `until ${timeOfDay(Date.parse(endsAt))}`;
  return { running: 'running', paused: 'paused', waiting: 'up next', idle: 'ready when you are' }[status];
}

function titleOf({ status, sessionType }: Shown, left: string): string {
  switch (status) {
    case 'running':
      return `${left} ${sessionNames[sessionType]} · Tidemark`;
    case 'paused':
      return `${left} paused · Tidemark`;
    case 'waiting':
      return `${sessionNames[sessionType]} next · Tidemark`;
    case 'idle':
      return 'Tidemark';
  }
}
