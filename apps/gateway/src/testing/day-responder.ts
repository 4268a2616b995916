import {
  dayContract,
  InvalidRequest,
  type CommandEnvelope,
  type DayShown,
  type QueryEnvelope,
} from '@tidemark/contracts';
import { upcomingResets, type DayWish } from '@tidemark/domain';
import { commandSubject, factSubject, querySubject, type Bus, type BusResponder } from '@tidemark/messaging';
import { Days, type DayFact } from './days';

const UPCOMING = 10;

/** Answers for days as the real service does, by the real rules; knows fewer zones than the runtime. */
export class DayResponder {
  readonly commands: CommandEnvelope[] = [];
  /** Zones that our runtime knows and the service does not. */
  readonly unknownZones = new Set<string>();
  private readonly days = new Days();
  private readonly newest = new Map<string, DayFact>();
  private readonly answered = new Map<string, object>();

  constructor(private readonly bus: Bus) {}

  answerOn(responder: BusResponder): void {
    responder.addHandler(commandSubject('day'), async (command: CommandEnvelope) => this.command(command));
    responder.addHandler(querySubject('day'), async (query: QueryEnvelope) => this.query(query));
  }

  /** Something happens without a command, as when a boundary comes or a session is completed. */
  tell(userId: string, wish: DayWish): void {
    for (const fact of this.days.wish(userId, wish)) this.publish(fact);
  }

  /** Tells the newest fact again, as a relay may. */
  repeat(userId: string): void {
    const fact = this.newest.get(userId);
    if (fact) this.publish(fact);
  }

  /** Something happens, and the news of it are lost. */
  moveOnSilently(userId: string, wish: DayWish): void {
    this.days.wish(userId, wish);
  }

  shown(userId: string): DayShown {
    return this.days.shown(userId, Date.now());
  }

  revisionOf(userId: string): number {
    return this.days.revisionOf(userId);
  }

  private command(command: CommandEnvelope): object {
    const { userId, commandId, deviceId = null, name, data } = command;
    this.commands.push(command);
    const first = this.answered.get(`${userId} ${commandId}`);
    if (first) return first;
    this.refuseUnknownZone(data);
    const now = Date.now();
    const contract = dayContract.commands.find((known) => known.name === name);
    const wish = contract?.toCommand(data, { at: now, receivedAt: now, newId: commandId, deviceId });
    for (const fact of wish ? this.days.wish(userId, wish, command) : []) this.publish(fact);
    const { configuration, sessionCount } = this.shown(userId);
    const view = name.startsWith('configuration/') ? configuration : sessionCount;
    this.answered.set(`${userId} ${commandId}`, view);
    return view;
  }

  private query({ userId, name, data }: QueryEnvelope): object {
    const { configuration, sessionCount } = this.shown(userId);
    if (name === 'configuration/view') return configuration;
    if (name === 'session-count/view') return sessionCount;
    const { n = UPCOMING } = data as { n?: number };
    return { items: upcomingResets(this.days.stateOf(userId), Date.now(), n) };
  }

  private refuseUnknownZone(data: object): void {
    const { timezone } = data as { timezone?: string };
    if (timezone === undefined || !this.unknownZones.has(timezone)) return;
    throw new InvalidRequest([{ path: 'timezone', rule: 'isZone', message: 'timezone is not known to the database' }]);
  }

  private publish(fact: DayFact): void {
    this.newest.set(fact.userId, fact);
    this.bus.publish(factSubject('day', fact.userId, fact.type), JSON.stringify(fact));
  }
}
