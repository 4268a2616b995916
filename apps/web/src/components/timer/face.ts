import {
  fromIso,
  lengthOf,
  SECOND,
  type Instant,
  type PresetType,
  type TimerSettings,
  type TimerView,
} from '@tidemark/domain';
import { countdown, isUnderWay, sessionNames, timeOfDay } from '../../words/words';

/** The part of the timer that its face is drawn from. */
export type Shown = Pick<
  TimerView,
  'status' | 'sessionType' | 'presetType' | 'roundNumber' | 'durationSeconds' | 'remainingSeconds' | 'endsAt'
>;

/** What is chosen for the next start; it changes nothing that is under way. */
export interface Wish {
  readonly presetType: PresetType | null;
  readonly durationSeconds: number | null;
}

export interface FaceGiven {
  readonly wish: Wish;
  readonly settings: TimerSettings;
  readonly timezone?: string;
}

/** Everything that the dial and its buttons say at one instant. */
export interface Face {
  readonly status: Shown['status'];
  readonly isBreak: boolean;
  readonly name: string;
  readonly countdown: string;
  readonly caption: string;
  /** What is left of the session, from 1 down to 0. */
  readonly fractionLeft: number;
  readonly primary: 'Start' | 'Pause' | 'Resume';
  readonly presetType: PresetType;
  readonly title: string;
}

export const noWish: Wish = { presetType: null, durationSeconds: null };

export function faceOf(view: Shown | null, { wish, settings, timezone }: FaceGiven, now: Instant): Face {
  const shown = view ?? untouched(settings);
  const { status, sessionType, roundNumber } = shown;
  const presetType = isUnderWay(shown) ? shown.presetType : (wish.presetType ?? shown.presetType);
  const wishedMs = isUnderWay(shown) ? null : wishedLength(shown, wish, settings);
  const durationMs = wishedMs ?? shown.durationSeconds * SECOND;
  const remainingMs = wishedMs ?? remainingOf(shown, now);
  const left = countdown(remainingMs);
  return {
    status,
    isBreak: sessionType !== 'work',
    name: `${sessionNames[sessionType]} · round ${roundNumber}`,
    countdown: left,
    caption: captionOf(shown, timezone),
    fractionLeft: Math.min(1, remainingMs / durationMs),
    primary: status === 'running' ? 'Pause' : status === 'paused' ? 'Resume' : 'Start',
    presetType,
    title: titleOf(shown, left),
  };
}

/** The timer of somebody who never had one. */
function untouched(settings: TimerSettings): Shown {
  const seconds = lengthOf('work', 'short', settings) / SECOND;
  const session = { sessionType: 'work', presetType: 'short', roundNumber: 1 } as const;
  return { status: 'idle', ...session, durationSeconds: seconds, remainingSeconds: seconds, endsAt: null };
}

/** A duration of one's own is for a session of work: nobody plans their breaks one by one. */
function wishedLength({ sessionType, presetType }: Shown, wish: Wish, settings: TimerSettings): number | null {
  if (wish.durationSeconds !== null && sessionType === 'work') return wish.durationSeconds * SECOND;
  if (wish.presetType === null || wish.presetType === presetType) return null;
  return lengthOf(sessionType, wish.presetType, settings);
}

/** What is left, computed from the end and never counted down [T1]. */
function remainingOf({ endsAt, remainingSeconds }: Shown, now: Instant): number {
  return endsAt === null ? remainingSeconds * SECOND : Math.max(0, fromIso(endsAt) - now);
}

function captionOf({ status, endsAt }: Shown, timezone?: string): string {
  if (status === 'running' && endsAt !== null) return `until ${timeOfDay(fromIso(endsAt), timezone)}`;
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
