import { randomUUID } from 'node:crypto';
import { registry, type RevisionsDto, type SnapshotShown } from '@tidemark/contracts';
import type { Backend } from '../calls/backend';
import { commonRevisions, followedNames } from './followed';
import { changesSince, reachedBy } from './frames';
import type { UserChannel } from './user-channel';
import type { UserChannels } from './user-channels';

const USERS_AT_ONCE = 50;
/** Of the parts of one kind; whoever missed more hears of the rest with the next heartbeat. */
const PAGES_MAX = 50;

/**
 * Subscriptions lose what was said while NATS was away. Afterwards every connected user is asked about once, some at a
 * time; a second outage meanwhile begins again from the start.
 */
export class CatchUp {
  private round = 0;

  constructor(
    private readonly channels: UserChannels,
    private readonly backend: Backend,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  async run(): Promise<void> {
    const round = (this.round += 1);
    const users = this.channels.occupied();
    const worker = async () => {
      for (const channel of users) {
        if (round !== this.round) return;
        await this.ask(channel).catch(this.onFailure);
      }
    };
    await Promise.all(Array.from({ length: USERS_AT_ONCE }, worker));
  }

  private async ask(channel: UserChannel): Promise<void> {
    const { userId, connections } = channel;
    const caller = { userId, deviceId: undefined, correlationId: randomUUID() };
    let seen: RevisionsDto | undefined = commonRevisions(connections);
    for (let page = 0; page < PAGES_MAX && seen !== undefined; page += 1) {
      const snapshot: SnapshotShown = await this.backend.snapshot(seen, caller);
      for (const change of registry.flatMap((contract) => changesSince(contract, snapshot))) channel.tell(change);
      const reached = reachedBy(snapshot);
      seen = isBehind(reached, snapshot.revisions) ? reached : undefined;
    }
  }
}

function isBehind(reached: RevisionsDto, newest: RevisionsDto): boolean {
  return followedNames.some((name) => (reached[name] ?? 0) < (newest[name] ?? 0));
}
