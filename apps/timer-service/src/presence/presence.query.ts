import { randomUUID } from 'node:crypto';
import type { HeartbeatDto, HeartbeatShown, SnapshotShown } from '@tidemark/contracts';
import { PRESENT_WITHIN_MS, toIso, type Instant } from '@tidemark/domain';
import { DatabaseClock } from '@tidemark/event-log';
import { Injectable } from '@nestjs/common';
import { ClockQuery } from '../clock/clock.query';
import { DayQuery, dayShown } from '../days/day.query';
import { TimerQuery, type Standing } from '../timer/timer.query';
import { TimerHandler, timerStreamOf } from '../timer/timer.stream';
import { Presence } from './presence';

/** Signs of life, and what their sender has missed [T8]. */
@Injectable()
export class PresenceQuery {
  constructor(
    private readonly presence: Presence,
    private readonly timers: TimerQuery,
    private readonly clocks: ClockQuery,
    private readonly days: DayQuery,
    private readonly handler: TimerHandler,
    private readonly clock: DatabaseClock,
  ) {}

  async heartbeat(userId: string, { revisions, deviceId }: HeartbeatDto): Promise<HeartbeatShown> {
    const { view, session, day } = await this.everythingOf(userId, deviceId);
    // The entries are those of the day, so another day, or another zone, makes news of a work clock that stood still.
    const isOtherDay = revisions?.clock !== undefined && isBehind(revisions.day, day.revision);
    const isSessionNews = isOtherDay || isBehind(revisions?.clock, session.revision);
    return {
      serverTime: toIso(this.clock.now()),
      revisions: { timer: view.revision, clock: session.revision, day: day.revision },
      missed: {
        ...(isBehind(revisions?.timer, view.revision) && { timer: view }),
        ...(isSessionNews && { clock: session }),
        ...(isBehind(revisions?.day, day.revision) && { day: dayShown(day) }),
      },
    };
  }

  async snapshot(userId: string, { revisions, deviceId }: HeartbeatDto): Promise<SnapshotShown> {
    const { view, session, day } = await this.everythingOf(userId, deviceId);
    const shown = isKnown(revisions?.day, day.revision) ? { configuration: null, sessionCount: null } : dayShown(day);
    const isSessionKnown = isKnown(revisions?.clock, session.revision) && !isBehind(revisions?.day, day.revision);
    return {
      serverTime: toIso(this.clock.now()),
      timer: isKnown(revisions?.timer, view.revision) ? null : view,
      session: isSessionKnown ? null : session,
      ...shown,
      progress: null,
      drafts: null,
      revisions: { timer: view.revision, clock: session.revision, day: day.revision },
    };
  }

  private async everythingOf(userId: string, deviceId: string | undefined) {
    const timer = await this.present(userId, deviceId);
    const [{ view: session }, day] = await Promise.all([
      this.clocks.standing(userId),
      this.days.standing(userId, timer),
    ]);
    return { view: timer.view, session, day };
  }

  /** What ended during a silence is ended before this sign of life counts, so that nobody is taken for present then. */
  private async present(userId: string, deviceId: string | undefined): Promise<Standing> {
    const standing = await this.timers.standing(userId);
    const now = this.clock.now();
    this.presence.saw(userId, now);
    if (!isReturn(standing, now)) return standing;
    await this.noteReturn(userId, standing.lastSeenAt, deviceId);
    return this.timers.standing(userId);
  }

  private async noteReturn(userId: string, lastSeenAt: Instant, deviceId: string | undefined): Promise<void> {
    const commandId = randomUUID();
    const order = { userId, streamId: timerStreamOf(userId), commandId, hash: commandId, deviceId };
    await this.handler.handle(order, 'NoteReturn', ({ at, receivedAt }) => ({
      type: 'NoteReturn',
      at,
      receivedAt,
      lastSeenAt,
    }));
  }
}

/** Only who tells how far they have seen can be behind. */
function isBehind(seen: number | undefined, revision: number): boolean {
  return seen !== undefined && seen < revision;
}

function isKnown(seen: number | undefined, revision: number): boolean {
  return seen !== undefined && seen >= revision;
}

function isReturn({ timer, lastSeenAt }: Standing, now: Instant): boolean {
  return timer.status === 'running' && now - Math.max(lastSeenAt, timer.lastCommandAt) > PRESENT_WITHIN_MS;
}
