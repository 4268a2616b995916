import { isInstant } from '@tidemark/contracts';
import { fromIso, toIso, type Instant } from '@tidemark/domain';
import type { Clock } from '@tidemark/event-log';
import type { Bus, Subscription } from '@tidemark/messaging';

/** Heard by every gateway, whichever holds the user's sockets. */
const KICK_SUBJECT = 'tidemark.gateway.kick';

/**
 * Sends a user away from every gateway: sockets are closed, and tokens of before are no longer good. The instant is the
 * database's, for a host that is behind would leave the tokens of its last hours alive on all others.
 */
export class Kicks {
  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  send(userId: string): void {
    this.bus.publish(KICK_SUBJECT, JSON.stringify({ userId, at: toIso(this.clock.now()) }));
  }

  listen(kick: (userId: string, at: Instant) => void): Subscription {
    return this.bus.subscribe(KICK_SUBJECT, ({ data }) => {
      const { userId, at } = readKick(data.toString());
      if (typeof userId === 'string' && isInstant(at)) kick(userId, fromIso(at));
    });
  }
}

function readKick(text: string): { userId?: unknown; at?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as { userId?: unknown; at?: unknown };
  } catch {
    return {};
  }
}
