import type { Fact } from '@tidemark/contracts';
import { factsOfUser, type Bus, type BusMessage, type Subscription } from '@tidemark/messaging';
import type { Connection } from './connection';
import { changeIn, type Change } from './frames';

/** `tidemark.evt.<category>.<user>.<type>` */
const CATEGORY_PART = 2;

/** All devices of one user on this gateway, and the one subscription that feeds them [G2]. */
export class UserChannel {
  readonly connections = new Set<Connection>();
  /** Settled when the server knows of the subscription: from here on nothing is missed. */
  readonly ready: Promise<void>;
  private readonly subscription: Subscription;

  constructor(
    readonly userId: string,
    bus: Bus,
    private readonly kinds: ReadonlyMap<string, string>,
  ) {
    this.subscription = bus.subscribe(factsOfUser(userId), (message) => this.hear(message));
    this.ready = bus.flush();
    // Whoever waits for it hears of the failure; nobody may be waiting.
    this.ready.catch(() => undefined);
  }

  /** One change for all devices, encoded once. */
  tell(change: Change): void {
    for (const connection of this.connections) connection.offer(change);
  }

  close(): void {
    this.subscription.unsubscribe();
  }

  private hear({ subject, data }: BusMessage): void {
    if (this.connections.size === 0) return;
    const kind = this.kinds.get(subject.split('.', CATEGORY_PART + 1)[CATEGORY_PART] ?? '');
    if (kind === undefined) return;
    const fact = readFact(data);
    if (fact?.userId === this.userId) this.tell(changeIn(kind, fact));
  }
}

function readFact(data: Buffer): Fact | undefined {
  try {
    return JSON.parse(data.toString()) as Fact;
  } catch {
    return undefined;
  }
}
