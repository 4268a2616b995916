import type { CommandsOf, EventsOf, Instant } from '../decider';
import type { PresetType, SessionType, TimerSettings } from './settings';

// ---- what is said of a timer

/** What is being worked on. */
export interface Task {
  readonly id: string;
  readonly title: string;
}

/** What is known of a session from its first event to its last; every event carries it whole. */
export interface Session {
  readonly sessionId: string;
  readonly sessionType: SessionType;
  readonly presetType: PresetType;
  readonly roundNumber: number;
  readonly durationMs: number;
  readonly task: Task | null;
}

/** The session that would come next, laid out at full length. */
export interface NextSession {
  readonly sessionType: SessionType;
  readonly roundNumber: number;
  readonly durationMs: number;
}

/** A stretch of a session in which no device was present. */
export interface Unattended {
  readonly sessionId: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** What may happen without the owner says when there was a last sign of life. */
export interface SessionSeen extends Session {
  readonly lastActiveAt: Instant;
}

/** Why a session ended before its time. */
export type InterruptedBecause = 'skipped' | 'stopped' | 'replaced' | 'abandoned';

/** Everything that can happen to a timer. */
export interface TimerEvents {
  /** A session runs. `dueAt` is `endsAt`, or a little later while a late story is still being told. */
  SessionStarted: SessionSeen & { startedAt: Instant; endsAt: Instant; dueAt: Instant; automatic: boolean };
  /** The clock stands still with this much left. */
  SessionPaused: Session & { pausedAt: Instant; remainingMs: number };
  /** It goes on with exactly what was left, to a new end. */
  SessionResumed: Session & { resumedAt: Instant; remainingMs: number; endsAt: Instant; dueAt: Instant };
  /** The end of a running session moved; `durationMs` is the new length. */
  SessionExtended: Session & { extendedAt: Instant; addedMs: number; endsAt: Instant; dueAt: Instant };
  /** A session ended before its time, and why. */
  SessionInterrupted: SessionSeen & { interruptedAt: Instant; remainingMs: number; reason: InterruptedBecause };
  /** A session ran to its end; `completedAt` is exactly that end, and `next` is laid out. */
  SessionCompleted: SessionSeen & { completedAt: Instant; next: NextSession };
  /** A session that was laid out and never started was given up. */
  NextSessionDropped: NextSession & { droppedAt: Instant; reason: Exclude<InterruptedBecause, 'replaced'> };
  /** Another device had stopped the same session earlier, and told us later: the earliest stop wins. */
  StopMovedEarlier: { sessionId: string; fromAt: Instant; toAt: Instant };
  /** Another task is being worked on, or none. */
  TaskSelected: { selectedAt: Instant; task: Task | null };
  /** A stretch of the running session in which no device was present; it counts all the same. */
  UnattendedNoted: Unattended;
  /** The owner took a stretch out that was noted as unattended. */
  UnattendedTrimmed: Unattended & { trimmedAt: Instant };
}

/** One thing that happened to a timer. */
export type TimerEvent = EventsOf<TimerEvents>;

/** Everything that can be wished of a timer. */
export interface TimerCommands {
  StartSession: {
    readonly sessionId: string;
    readonly settings: TimerSettings;
    readonly sessionType?: SessionType;
    readonly presetType?: PresetType;
    readonly durationMs?: number;
    readonly task?: Task | null;
    readonly replace?: boolean;
  };
  PauseSession: object;
  ResumeSession: object;
  SkipSession: { readonly sessionId: string; readonly settings: TimerSettings };
  StopSession: object;
  ExtendSession: { readonly addedMs: number };
  SelectTask: { readonly task: Task | null };
  TrimUnattended: Unattended;
  /** A device shows life again after a silence. */
  NoteReturn: { readonly lastSeenAt: Instant };
  /** The deadline rang. `sessionId` is for the session that may start by itself. */
  WakeTimer: { readonly sessionId: string; readonly settings: TimerSettings; readonly lastSeenAt: Instant };
}

/** One wish. */
export type TimerCommand = CommandsOf<TimerCommands>;

// ---- state

/** What the timer remembers whatever it does. */
export interface TimerMemory {
  readonly presetType: PresetType | null;
  /** Work rounds behind us, completed or skipped, since the timer was last abandoned [T2]. */
  readonly roundsDone: number;
  readonly task: Task | null;
  /** The owner's last command; heartbeats are kept beside the stream. */
  readonly lastCommandAt: Instant;
  readonly unattended: readonly Unattended[];
  readonly lastSession: Ended | null;
}

/** How the last session ended. */
export interface Ended {
  readonly sessionId: string;
  readonly sessionType: SessionType;
  readonly ended: 'completed' | InterruptedBecause;
  readonly endedAt: Instant;
  /** The last thing that happened to the session before its end. */
  readonly notBeforeAt: Instant;
}

/** What is known of the session in hand. */
export interface SessionInHand {
  readonly session: Session;
  /** When this session last changed. */
  readonly changedAt: Instant;
  readonly startedAt: Instant;
}

/** Where a timer stands, as a union of situations. */
export type Timer =
  | ({ readonly status: 'idle' } & TimerMemory)
  | ({ readonly status: 'waiting'; readonly next: NextSession } & TimerMemory)
  | ({ readonly status: 'running'; readonly endsAt: Instant; readonly dueAt: Instant } & SessionInHand & TimerMemory)
  | ({ readonly status: 'paused'; readonly remainingMs: number } & SessionInHand & TimerMemory);

/** A timer with a session in hand. */
export type UnderWay = Extract<Timer, { status: 'running' | 'paused' }>;
