import { SECOND, type TimerView } from '@tidemark/domain';
import { io, type Socket } from 'socket.io-client';
import type { Account } from './account';
import { CallFailed } from './http';
import { deviceId, keep, newKey, recall } from './memory';
import { Outbox, type Carrier } from './outbox';
import type { Answer, Command, CommandName, Failure, Heard, HeartbeatAnswer, Spoken, Told } from './protocol';
import { newest } from './revision';
import type { ServerClock } from './server-clock';

const HEARTBEAT_EVERY_MS = 30 * SECOND;
const ANSWER_WITHIN_MS = 8 * SECOND;
const RECONNECT_AFTER_MS = SECOND / 2;
const RECONNECT_AFTER_MAX_MS = 5 * SECOND;
const CLOCK_SAMPLES_AT_ONCE = 5;

export type Light = 'ready' | 'live' | 'reconnecting' | 'offline';

export interface Listener {
  /** The timer or the light is another one now. */
  changed(): void;
  refused(failure: Failure): void;
  signedOut(): void;
}

/** The live line to the server: what it says about the timer, and what this page says to it. */
export class Connection implements Carrier {
  /** First what this browser saw last, so that the first paint is right before the server has said a word. */
  timer: TimerView | null;
  private isLive = false;
  private isWanted = false;
  private readonly outbox = new Outbox(this);
  private readonly socket: Socket<Heard, Spoken>;

  constructor(
    private readonly account: Account,
    private readonly clock: ServerClock,
    private readonly listener: Listener,
  ) {
    this.timer = account.isKnown ? recall<TimerView>('timer') : null;
    this.socket = io({
      autoConnect: false,
      transports: ['websocket'],
      reconnectionDelay: RECONNECT_AFTER_MS,
      reconnectionDelayMax: RECONNECT_AFTER_MAX_MS,
      auth: (show) => void this.introduce(show),
    });
    this.socket.on('connect', () => void this.connected());
    this.socket.on('snapshot', ({ timer }) => this.took(timer, true));
    this.socket.on('changed', ({ kind, state }) => kind === 'timer' && this.took(state as TimerView));
    this.socket.on('auth_expired', () => this.account.distrust());
    this.socket.on('disconnect', () => this.lost());
    this.socket.on('connect_error', (refusal) => {
      if (isAuthRefusal(refusal)) this.account.distrust();
      this.lost();
    });
    setInterval(() => void this.checkIn(), HEARTBEAT_EVERY_MS);
  }

  get light(): Light {
    if (!this.isWanted) return 'ready';
    if (!navigator.onLine) return 'offline';
    return this.isLive ? 'live' : 'reconnecting';
  }

  get isOpen(): boolean {
    return this.socket.connected;
  }

  /** True while something that was pressed has no answer yet. */
  get isBusy(): boolean {
    return !this.outbox.isEmpty;
  }

  open(): void {
    if (this.isWanted) return;
    this.isWanted = true;
    this.socket.connect();
    this.listener.changed();
  }

  /** A button pressed twice before the answer came was meant once. */
  command(name: CommandName, data: object = {}): void {
    if (this.outbox.holds(name)) return;
    const isLate = !this.isOpen && this.clock.isMeasured;
    const at = isLate ? { at: new Date(this.clock.at(Date.now())).toISOString() } : {};
    this.outbox.add({ name, commandId: newKey(), ...at, data });
    this.listener.changed();
  }

  /** A sign of life; the answer tells whatever was missed, and what time it is. */
  async checkIn(): Promise<void> {
    if (!this.isOpen) return this.listener.changed();
    if (this.account.isRunningOut) await this.renew();
    const askedAt = Date.now();
    const answer = await this.ask<HeartbeatAnswer>('heartbeat', { deviceId: deviceId(), revisions: this.revisions() });
    if (!answer?.ok) return;
    this.learn(askedAt, answer);
    this.took(answer.missed.timer);
  }

  deliver(command: Command): Promise<Answer<TimerView> | null> {
    return this.ask<TimerView>('command', command);
  }

  settled(_: Command, answer: Answer<TimerView>): void {
    if (answer.ok) return this.took(answer);
    this.took(stateIn(answer.error.details));
    this.listener.refused(answer.error);
  }

  pause(durationMs: number): Promise<void> {
    return new Promise((resume) => setTimeout(resume, durationMs));
  }

  private async introduce(show: (identity: object) => void): Promise<void> {
    try {
      show({ token: await this.account.token(), deviceId: deviceId(), revisions: this.revisions() });
    } catch (failure) {
      this.socket.disconnect();
      this.noToken(failure);
      this.lost();
    }
  }

  private async connected(): Promise<void> {
    void this.outbox.flush();
    await this.measure();
  }

  private lost(): void {
    const knockAfterMs = this.isLive ? RECONNECT_AFTER_MS : RECONNECT_AFTER_MAX_MS;
    this.isLive = false;
    this.listener.changed();
    // Where the server closed the door itself, the library does not knock again on its own.
    if (this.isWanted && !this.socket.active) setTimeout(() => this.socket.connect(), knockAfterMs);
  }

  private took(heard: TimerView | null | undefined, isSnapshot = false): void {
    this.timer = newest(this.timer, heard);
    if (heard) keep('timer', this.timer);
    if (isSnapshot) this.isLive = true;
    this.listener.changed();
  }

  private async renew(): Promise<void> {
    try {
      await this.ask('auth', { token: await this.account.token() });
    } catch (failure) {
      this.noToken(failure);
    }
  }

  private noToken(failure: unknown): void {
    if (!(failure instanceof CallFailed) || !failure.isSignedOut) return;
    this.isWanted = false;
    this.isLive = false;
    this.timer = null;
    keep('timer', null);
    this.socket.disconnect();
    this.listener.signedOut();
  }

  private async measure(): Promise<void> {
    for (let sample = 0; sample < CLOCK_SAMPLES_AT_ONCE; sample += 1) {
      const askedAt = Date.now();
      const answer = await this.ask<Told>('time', {});
      if (answer?.ok) this.learn(askedAt, answer);
    }
    this.listener.changed();
  }

  private learn(askedAt: number, { serverTime }: Told): void {
    this.clock.learn({ askedAt, answeredAt: Date.now(), serverAt: Date.parse(serverTime) });
  }

  /** A socket that does not answer is no connection: it is closed, and another one opened. */
  private async ask<Body>(event: keyof Spoken, body: object): Promise<Answer<Body> | null> {
    if (!this.isOpen) return null;
    try {
      return (await this.socket.timeout(ANSWER_WITHIN_MS).emitWithAck(event, body)) as Answer<Body>;
    } catch {
      if (this.isOpen) this.socket.io.engine.close();
      return null;
    }
  }

  private revisions(): object {
    return this.timer === null ? {} : { timer: this.timer.revision };
  }
}

function isAuthRefusal(refusal: Error & { data?: Partial<Failure> }): boolean {
  return refusal.data?.code?.startsWith('auth/') ?? false;
}

function stateIn(details: unknown): TimerView | null {
  const isState = typeof details === 'object' && details !== null && 'revision' in details && 'status' in details;
  return isState ? (details as TimerView) : null;
}
