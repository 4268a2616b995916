import { toIso } from '@tidemark/domain';
import { unreachable, type Answer, type Failure } from '../link/answer';
import type { Call, Introduction, LineListener, Question, Revisions, Sent, Transport } from '../link/transport';
import type { TestClock } from './test-clock';
import type { TestServer } from './test-server';

const RECONNECT_AFTER_MS = 500;

/** What may happen to a command on its way. */
export type Fault =
  'lost' | 'answer-lost' | 'doubled' | 'expired' | 'too-many' | 'unavailable' | 'internal' | 'cut' | 'never';

/** The way between one device and a test server, on which everything goes wrong that a test asks for, in turn. */
export class TestTransport implements Transport {
  isOpen = false;
  isWorking = true;
  /** What will happen to the next commands; then all goes well. */
  faults: (Fault | null)[] = [];
  readonly farewells: Sent[] = [];
  readonly introductions: Introduction[] = [];
  attempts = 0;
  /** How long a command is on its way. */
  delayMs = 0;
  private listener: LineListener | undefined;

  constructor(
    private readonly server: TestServer,
    private readonly time: TestClock,
  ) {}

  open(listener: LineListener): void {
    this.listener = listener;
    void this.connect();
  }

  /** Connects, as a socket does again and again by itself. */
  async connect(): Promise<void> {
    const { listener, server } = this;
    if (!listener || !this.isReachable || this.isOpen) return;
    const introduction = await listener.introduce();
    if (!introduction) return;
    if (introduction.token !== server.token) {
      listener.refused('auth/expired');
      return void this.time.after(RECONNECT_AFTER_MS, () => void this.connect());
    }
    this.introductions.push(introduction);
    this.isOpen = true;
    server.lines.add(listener);
    listener.opened();
    listener.heard('snapshot', structuredClone(server.snapshotSince(introduction.revisions)));
  }

  close(): void {
    if (this.listener) this.server.lines.delete(this.listener);
    this.isOpen = false;
  }

  /** The network goes, or comes back. */
  async become(isWorking: boolean): Promise<void> {
    this.isWorking = isWorking;
    if (isWorking) return this.connect();
    this.close();
    this.listener?.closed();
  }

  async ask<Body>(question: Question, body: object): Promise<Answer<Body>> {
    if (!this.isOpen) return unreachable;
    const serverTime = toIso(this.time.trueTime());
    const { revisions: seen = {} } = body as { revisions?: Revisions };
    const { revisions, timer, progress } = this.server.snapshotSince(seen);
    const bodies = {
      time: { serverTime },
      auth: {},
      heartbeat: { serverTime, revisions, missed: { timer, progress } },
    };
    return { ok: true, body: structuredClone(bodies[question]) as Body };
  }

  async command(sent: Sent, { token, deviceId }: { token: string; deviceId: string }): Promise<Answer> {
    this.attempts += 1;
    if (this.delayMs > 0) await new Promise<void>((arrive) => this.time.after(this.delayMs, arrive));
    if (!this.isReachable) return unreachable;
    const fault = this.faults.shift() ?? null;
    if (fault === 'lost' || fault === 'never') {
      return fault === 'lost' ? unreachable : new Promise<Answer>(() => undefined);
    }
    if (token !== this.server.token || fault === 'expired') {
      if (fault === 'expired') this.server.issue();
      return no('auth/expired');
    }
    if (fault === 'too-many') return no('request/too-many', { retryInMs: 50 });
    if (fault === 'unavailable') return no('service/unavailable');
    if (fault === 'internal') return no('service/internal');
    const answer = this.server.take(structuredClone(sent), deviceId);
    if (fault === 'doubled') this.server.take(structuredClone(sent), deviceId);
    if (fault === 'cut') await this.become(false);
    return fault === 'answer-lost' || fault === 'cut' ? unreachable : structuredClone(answer);
  }

  farewell(sent: Sent, { deviceId }: { token: string; deviceId: string }): void {
    this.farewells.push(sent);
    if (this.isReachable) this.server.take(structuredClone(sent), deviceId);
  }

  async call<Body>(method: string, path: string, { token = '' }: Call = {}): Promise<Answer<Body>> {
    return (this.isReachable ? this.server.call(method, path, token) : unreachable) as Answer<Body>;
  }

  private get isReachable(): boolean {
    return this.isWorking && !this.server.isDown;
  }
}

function no(code: string, details: object = {}): { ok: false; error: Failure } {
  return { ok: false, error: { code, message: code, details } };
}
