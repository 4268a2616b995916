import type { Fact, StreamContract } from '@tidemark/contracts';
import { factsOfUser, type Bus, type BusMessage, type Subscription } from '@tidemark/messaging';
import type { Connection } from './connection';
import { changesIn, type Change } from './frames';

/** `tidemark.evt.<category>.<user>.<type>` */
const CATEGORY_PART = 2;

/** All devices of one user on this gateway, and the one subscription that feeds them [G2]. */
export class UserChannel {
  readonly connections = new Set<Connection>();
  private readonly subscription: Subscription;
  private confirmed: Promise<void> | undefined;

  constructor(
    readonly userId: string,
    private readonly bus: Bus,
    private readonly contracts: ReadonlyMap<string, StreamContract>,
  ) {
    this.subscription = bus.subscribe(factsOfUser(userId), (message) => this.hear(message));
  }

  /** Settled when the server knows of the subscription: from here on nothing is missed. A failure is tried again. */
  ready(): Promise<void> {
    this.confirmed ??= this.bus.flush().catch((error: unknown) => {
      this.confirmed = undefined;
      throw error;
    });
    return this.confirmed;
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
    const contract = this.contracts.get(subject.split('.', CATEGORY_PART + 1)[CATEGORY_PART] ?? '');
    if (!contract) return;
    const fact = readFact(data);
    if (fact?.userId !== this.userId) return;
    for (const change of changesIn(contract, fact)) this.tell(change);
  }
}

function readFact(data: Buffer): Fact | undefined {
  try {
    return JSON.parse(data.toString()) as Fact;
  } catch {
    return undefined;
  }
}
