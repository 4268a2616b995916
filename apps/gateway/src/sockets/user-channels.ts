import { registry } from '@tidemark/contracts';
import { SECOND, type Instant } from '@tidemark/domain';
import type { Bus } from '@tidemark/messaging';
import type { Connection } from './connection';
import { UserChannel } from './user-channel';

/** A reload or a second tab never touches NATS. */
const LINGER_MS = 30 * SECOND;

/** The users connected here: a channel with the first device, gone some time after the last. */
export class UserChannels {
  private readonly channels = new Map<string, UserChannel>();
  /** Channels without a device, longest empty first. */
  private readonly emptySince = new Map<UserChannel, Instant>();
  private readonly contracts = new Map(registry.map((contract) => [contract.category, contract]));

  constructor(
    private readonly bus: Bus,
    private readonly now: () => Instant = Date.now,
  ) {}

  get size(): number {
    return this.channels.size;
  }

  join(connection: Connection): UserChannel {
    const { userId } = connection;
    let channel = this.channels.get(userId);
    if (!channel) this.channels.set(userId, (channel = new UserChannel(userId, this.bus, this.contracts)));
    this.emptySince.delete(channel);
    channel.connections.add(connection);
    return channel;
  }

  leave(connection: Connection): void {
    const channel = this.channels.get(connection.userId);
    if (!channel?.connections.delete(connection)) return;
    if (channel.connections.size === 0) this.emptySince.set(channel, this.now());
  }

  devicesOf(userId: string): ReadonlySet<Connection> {
    return this.channels.get(userId)?.connections ?? new Set();
  }

  *occupied(): Generator<UserChannel> {
    for (const channel of this.channels.values()) if (channel.connections.size > 0) yield channel;
  }

  /** Ends the subscriptions of those who did not come back. */
  sweep(): void {
    const latest = this.now() - LINGER_MS;
    for (const [channel, since] of this.emptySince) {
      if (since > latest) return;
      this.emptySince.delete(channel);
      this.channels.delete(channel.userId);
      channel.close();
    }
  }
}
