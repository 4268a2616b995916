import { fromIso, type DayFrame, type Instant, type Interval, type SessionType, type Span } from '@tidemark/domain';

/** A day as `/api/timeline` tells it. */
export interface ToldDay {
  readonly date: string;
  readonly timezone: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly final: boolean;
  readonly intervals: readonly ToldInterval[];
  readonly resets: readonly ToldReset[];
  readonly edits: readonly ToldEdit[];
}

export interface ToldInterval {
  readonly kind: Interval['kind'];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly sessionId?: string;
  readonly unattended?: boolean;
}

export interface ToldReset {
  readonly resetType: string;
  readonly previousCount: number;
  readonly newCount: number;
  readonly resetTimestamp: string;
  readonly userTimezone: string;
}

export interface ToldEdit {
  readonly type: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What of the timer moves a day along that was told a while ago. */
export interface LiveTimer {
  readonly status: 'idle' | 'waiting' | 'running' | 'paused';
  readonly sessionId: string | null;
  readonly sessionType: SessionType;
  readonly durationSeconds: number;
  readonly remainingSeconds: number;
  readonly startedAt: string | null;
  readonly endsAt: string | null;
}

export function frameOf({ date, startsAt, endsAt }: ToldDay): DayFrame {
  return { localDate: date, startsAt: fromIso(startsAt), endsAt: fromIso(endsAt) };
}

/** What was told of a day, as time that is over; what was not spent on anything is left out. */
export function spansOf({ intervals }: Pick<ToldDay, 'intervals'>, until: Instant): readonly Span[] {
  return intervals.flatMap(({ kind, startsAt, endsAt, sessionId = null, unattended = false }): readonly Span[] => {
    const start = fromIso(startsAt);
    if (kind === 'untracked' || start >= until) return [];
    const end = Math.min(fromIso(endsAt), until);
    return [{ kind, startsAt: start, endsAt: end, isOver: true, sessionId, unattended }];
  });
}
