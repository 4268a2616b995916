import type { CloseDays, DaysClosed, Fact, Reply } from '@tidemark/contracts';
import { fromIso, toIso, type DayRule, type Instant } from '@tidemark/domain';
import { until } from '@tidemark/local-infra';
import { FACT_STREAM, FactPublisher, taskSubject, type Bus } from '@tidemark/messaging';
import type { DayFact } from '../resets/reset-tasks';

const LISTENER = 'scheduler-days';
const MIDNIGHT: DayRule = { timezone: 'Asia/Tokyo', dailyResetTime: 'midnight' };

/** A day that somebody has to close. */
export interface OpenDay {
  readonly userId: string;
  readonly endsAt: Instant;
  readonly rule?: DayRule;
}

export const usersWithDay = (name: string, count: number, endsAt: Instant): readonly OpenDay[] =>
  Array.from({ length: count }, (_, index) => ({ userId: `${name}-${index}`, endsAt }));

/** A timer-service in miniature: it knows whose day goes on, closes each once, and tells what it did. */
export class DayKeeper {
  readonly asked: CloseDays[] = [];
  /** How often a day of this user was closed. */
  readonly closings = new Map<string, number>();
  /** May throw in place of an answer, or never come back. */
  beforeAnswer: (wish: CloseDays) => void | Promise<void> = () => undefined;
  /** May throw when all is done and only the answer is missing. */
  afterClosing: () => void = () => undefined;
  /** So many more answers say that every day goes on, though it is over. */
  tooEarly = 0;
  private readonly days = new Map<string, OpenDay>();
  private readonly publisher: FactPublisher;
  private lastPosition = 0;
  private lastMessage = 0;

  constructor(readonly bus: Bus) {
    this.publisher = new FactPublisher(bus);
    bus.connection.subscribe(taskSubject('close-days'), {
      callback: (_, message) => {
        void this.answer(message.json<CloseDays>()).then((reply) => message.respond(JSON.stringify(reply)));
      },
    });
  }

  /** Users do something, and their day begins. */
  async begin(...days: readonly OpenDay[]): Promise<void> {
    for (const day of days) this.days.set(day.userId, day);
    await this.tell(days.map((day) => this.fact(day, 'active')));
  }

  /** A day ends later than everybody was told. */
  extend(day: OpenDay): void {
    this.days.set(day.userId, day);
  }

  fact({ userId, endsAt, rule = MIDNIGHT }: OpenDay, status: 'resting' | 'active'): DayFact {
    this.lastPosition += 1;
    const configuration = { ...rule, nextResetAt: toIso(endsAt) };
    const state = { status, configuration, sessionCount: {} };
    const type = status === 'active' ? 'DayBegun' : 'DayClosed';
    return { userId, type, position: this.lastPosition, state } as Partial<Fact> as DayFact;
  }

  /** The same fact may be told twice, or late. */
  async tell(facts: readonly Pick<Fact, 'userId' | 'type'>[]): Promise<void> {
    await this.publisher.publish(
      facts.map((fact) => ({
        category: 'day',
        userId: fact.userId,
        type: fact.type,
        messageId: `told-${(this.lastMessage += 1)}`,
        body: JSON.stringify(fact),
      })),
    );
  }

  /** Between two examples. */
  forget(): void {
    this.asked.length = 0;
    this.closings.clear();
    this.beforeAnswer = () => undefined;
    this.afterClosing = () => undefined;
  }

  /** Waits until the scheduler has applied, or put aside, all that was told. */
  async untilHeard(): Promise<void> {
    const { consumers } = await this.bus.connection.jetstreamManager();
    const unheard = () =>
      consumers.info(FACT_STREAM, LISTENER).then(
        ({ num_pending: waiting, num_ack_pending: inHand }) => waiting + inHand,
        () => NaN,
      );
    await until('all is heard', async () => (await unheard()) === 0);
  }

  private async answer(wish: CloseDays): Promise<Reply<DaysClosed>> {
    this.asked.push(wish);
    try {
      await this.beforeAnswer(wish);
      const body = this.close(wish);
      this.afterClosing();
      return { ok: true, body };
    } catch (error) {
      return { ok: false, error: { status: 500, code: 'service/internal', message: String(error), details: null } };
    }
  }

  private close({ boundaryAt, userIds }: CloseDays): DaysClosed {
    const known = userIds.flatMap((userId) => this.days.get(userId) ?? []);
    const isTooEarly = this.tooEarly-- > 0;
    const over = known.filter(({ endsAt }) => endsAt <= fromIso(boundaryAt) && !isTooEarly);
    const open = known.filter((day) => !over.includes(day));
    for (const { userId } of over) {
      this.days.delete(userId);
      this.closings.set(userId, (this.closings.get(userId) ?? 0) + 1);
    }
    return { closed: over.length, open: open.map(({ userId, endsAt }) => ({ userId, endsAt: toIso(endsAt) })) };
  }
}
