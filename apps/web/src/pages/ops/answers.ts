/** What the calls of operators answer, as far as the console shows it. */
export interface Overview {
  readonly at: string;
  readonly timersRunning: number;
  readonly streams: number;
  readonly deadLetters: number;
  readonly countedMax: number;
  readonly processes: readonly Process[];
  readonly rates: readonly Rate[];
  readonly readers: readonly Reader[];
  readonly listeners: readonly Listener[] | null;
  readonly resets: readonly Bucket[];
}

export interface Process {
  readonly service: string;
  readonly instance: string;
  readonly startedAt: string;
  readonly status: string;
  readonly missing: readonly string[];
  readonly memoryBytes: number;
  readonly sockets: number;
  readonly callsPerSecond: number;
  readonly silentForMs: number;
}

export interface Rate {
  readonly at: string;
  readonly timer: number;
  readonly progress: number;
}

export interface Reader {
  readonly log: string;
  readonly reader: string;
  readonly lag: number;
  readonly lanes?: readonly { readonly lane: number; readonly position: number; readonly lag: number }[];
}

export interface Listener {
  readonly durable: string;
  readonly filter: string;
  readonly waiting: number;
  readonly inHand: number;
  readonly handedAgain: number;
}

export interface Bucket {
  readonly timezone: string;
  readonly resetTime: string;
  readonly users: number;
  readonly nextAt: string;
  readonly isOverdue: boolean;
}

export interface FoundStream {
  readonly streamId: string;
  readonly userId: string;
  readonly category: string;
  readonly version: number;
  readonly occurredAt: string;
  readonly dueAt: string | null;
}

export interface Change {
  readonly what: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface EventTold {
  readonly streamId: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly deviceId: string | null;
  readonly commandId: string | null;
  readonly correlationId: string | null;
  readonly data: unknown;
}

export interface Chapter extends EventTold {
  readonly changes: readonly Change[];
}

export interface Story {
  readonly streamId: string;
  readonly userId: string;
  readonly version: number;
  readonly occurredAt: string;
  readonly chapters: readonly Chapter[];
}

export interface StateThen {
  readonly version: number;
  readonly lastVersion: number;
  readonly state: unknown;
}

export interface Interval {
  readonly kind: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly seconds: number;
  readonly unattended?: boolean;
}

export interface ReplayedDay {
  readonly userId: string;
  readonly localDate: string;
  readonly timezone: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly events: readonly (Chapter & { readonly state: unknown })[];
  readonly eventsLeftOut: number;
  readonly intervals: readonly Interval[] | null;
}

export interface Why {
  readonly event: EventTold;
  readonly wish: { readonly commandId: string; readonly deviceId: string | null } | null;
  readonly cause: EventTold | null;
  readonly effects: readonly EventTold[];
  readonly sameWish: readonly EventTold[];
  readonly heardBy: readonly { readonly consumer: string; readonly hasHeard: boolean }[];
}

export interface Queue {
  readonly queue: string;
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly failed: number;
  readonly failures: readonly FailedJob[];
}

export interface FailedJob {
  readonly id: string;
  readonly job: string;
  readonly reason: string;
  readonly tries: number;
  readonly failedAt: string;
}

export interface Jobs {
  readonly queues: readonly Queue[] | null;
  readonly jobs: readonly {
    readonly job: string;
    readonly lastAt: string | null;
    readonly nextAt: string;
    readonly isOverdue: boolean;
  }[];
  readonly resets: {
    readonly waiting: number;
    readonly overdue: number;
    readonly resting: number;
    readonly lastAt: string | null;
  };
}

export interface DeadLetter {
  readonly letter: string;
  readonly what: string;
  readonly tries: number | null;
  readonly reason: string;
  readonly putAsideAt: string;
}

export interface Proof {
  readonly verificationId: string;
  readonly status: 'running' | 'sound' | 'broken' | 'failed';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly startedBy: string;
  readonly read: {
    readonly users: number;
    readonly streams: number;
    readonly events: number;
    readonly days: number;
    readonly user?: string;
    readonly sample?: number;
  };
  readonly rules: readonly { readonly rule: string; readonly sentence: string; readonly wrong: number }[];
  readonly breaches: readonly { readonly rule: string; readonly subject: string; readonly what: string }[];
  readonly failure: string | null;
}

export interface AuditEntry {
  readonly position: number;
  readonly at: string;
  readonly endedAt: string | null;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly outcome: string;
  readonly reason: string | null;
}

export interface Items<Item> {
  readonly items: readonly Item[];
}
