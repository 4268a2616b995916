import type { CommandEnvelope, QueryEnvelope } from '@tidemark/contracts';
import { Rejection, toIso, Unavailable } from '@tidemark/domain';
import { commandSubject, factSubject, querySubject, type Bus, type BusResponder } from '@tidemark/messaging';
import { eraseTask, type EraseUserDto } from '@tidemark/service-kit';

/** The smallest timer that answers like the real one: it counts events, refuses a second start and tells facts. */
export class TimerResponder {
  readonly commands: CommandEnvelope[] = [];
  readonly erased: string[] = [];
  /** Answers no wish to erase. */
  isBroken = false;
  /** Makes every fact so much longer. */
  padding = '';
  private readonly versions = new Map<string, number>();
  private readonly answered = new Map<string, object>();
  private readonly running = new Set<string>();

  constructor(private readonly bus: Bus) {}

  answerOn(responder: BusResponder): void {
    responder.addHandler(commandSubject('timer'), async (command: CommandEnvelope) => this.command(command));
    responder.addHandler(eraseTask('timer'), async ({ userId }: EraseUserDto) => this.erase(userId));
    responder.addHandler(querySubject('timer'), async ({ userId }: QueryEnvelope) => this.view(userId));
    responder.addHandler(querySubject('account'), async ({ userId }: QueryEnvelope) => this.export(userId));
  }

  /** Tells a fact without a command, as the sweeper of the real service does. */
  tell(userId: string, type = 'SessionCompleted', command?: CommandEnvelope): void {
    const version = (this.versions.get(userId) ?? 0) + 1;
    this.versions.set(userId, version);
    this.repeat(userId, type, command);
  }

  /** Tells the newest fact again, as a relay may. */
  repeat(userId: string, type = 'SessionCompleted', command?: CommandEnvelope): void {
    const view = this.view(userId);
    const fact = {
      eventId: `${userId}-${view.version}`,
      type,
      schemaVersion: 1,
      streamId: `timer-${userId}`,
      version: view.version,
      position: view.revision,
      userId,
      occurredAt: view.serverTime,
      recordedAt: view.serverTime,
      commandId: command?.commandId ?? null,
      causationId: null,
      correlationId: command?.correlationId ?? null,
      deviceId: command?.deviceId ?? null,
      data: { padding: this.padding },
      state: { ...view, padding: this.padding },
    };
    this.bus.publish(factSubject('timer', userId, type), JSON.stringify(fact));
  }

  /** Moves on without telling, as if the news had been lost. */
  moveOnSilently(userId: string): void {
    this.versions.set(userId, (this.versions.get(userId) ?? 0) + 1);
  }

  view(userId: string) {
    const version = this.versions.get(userId) ?? 0;
    return {
      status: this.running.has(userId) ? 'running' : 'idle',
      sessionId: null,
      sessionType: 'work',
      presetType: 'short',
      roundNumber: 1,
      durationSeconds: 1_500,
      remainingSeconds: 1_500,
      startedAt: null,
      endsAt: null,
      isPaused: false,
      task: null,
      lastActiveAt: null,
      lastSession: null,
      unattended: [],
      serverTime: toIso(Date.now()),
      version,
      revision: version * 10,
    };
  }

  private command(command: CommandEnvelope): object {
    const { userId, commandId, name } = command;
    this.commands.push(command);
    const first = this.answered.get(`${userId} ${commandId}`);
    if (first) return first;
    if (name === 'timer/pause' && !this.running.has(userId))
      throw new Rejection('timer/not-running', 'No.', this.view(userId));
    if (name === 'timer/start') this.running.add(userId);
    this.tell(userId, 'SessionStarted', command);
    const view = this.view(userId);
    this.answered.set(`${userId} ${commandId}`, view);
    return view;
  }

  private erase(userId: string): object {
    if (this.isBroken) throw new Unavailable('The timer');
    this.erased.push(userId);
    return {};
  }

  private export(userId: string): object {
    return { events: [{ type: 'SessionStarted', version: 1, of: userId }] };
  }
}
