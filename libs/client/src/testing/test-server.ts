import {
  configurationView,
  day,
  fold,
  program,
  programLogView,
  Rejection,
  sessionCountView,
  sessionView,
  syncResults,
  timer,
  timerView,
  toIso,
  workClock,
  dayAt,
  defaultDaySettings,
  type Program,
  type Timer,
  type WorkClock,
} from '@tidemark/domain';
import { programCommand } from '../guess/program-guess';
import { clockCommand } from '../guess/clock-guess';
import { timerCommand, timerSettings } from '../guess/timer-guess';
import { unreachable, type Answer } from '../link/answer';
import type { LineListener, Revisions, Sent } from '../link/transport';
import type { TestClock } from './test-clock';

/** A command as it took effect. */
export interface Applied extends Sent {
  readonly deviceId: string;
}

const USER = 'user-1';

/** What Tidemark is to its clients: the same deciders, the first answer for a key said again, news for every device. */
export class TestServer {
  readonly applied: Applied[] = [];
  readonly lines = new Set<LineListener>();
  readonly refreshed: string[] = [];
  /** Whose a token is, where it is not everybody's. */
  readonly owners = new Map<string, string>();
  tokensIssued = 0;
  /** Nobody hears anything. */
  isDown = false;
  private revision = 0;
  private timer: Timer = timer.initial;
  private timerRevision = 0;
  private clock: WorkClock = workClock.initial;
  private clockRevision = 0;
  private programs = new Map<string, Program>();
  private workouts: { readonly state: ReturnType<typeof programLogView> }[] = [];
  private readonly answers = new Map<string, Answer>();

  constructor(private readonly time: TestClock) {}

  /** The token that is good now; every earlier one is not. */
  get token(): string {
    return `token-${this.tokensIssued}`;
  }

  get timerShown() {
    const { revision, now } = { revision: this.timerRevision, now: this.time.trueTime() };
    const settings = timerSettings(this.configuration);
    return timerView(this.timer, { now, lastSeenAt: now, settings, version: revision, revision });
  }

  get sessionShown() {
    const now = this.time.trueTime();
    const seen = { userId: USER, now, lastSeenAt: now, day: dayAt(now, defaultDaySettings), rule: defaultDaySettings };
    const revision = this.clockRevision;
    return sessionView(this.clock, { ...seen, theme: 'dark', version: revision, revision });
  }

  get configuration() {
    return configurationView(day.initial, { now: this.time.trueTime(), revision: 0 });
  }

  /** What a device hears first: of what it has, nothing. */
  snapshotSince(seen: Revisions) {
    const now = this.time.trueTime();
    const all = this.workouts.map(({ state }) => state);
    const isNews = (revision: number, since: number | undefined) => since === undefined || revision > since;
    return {
      serverTime: toIso(now),
      timer: isNews(this.timerRevision, seen.timer) ? this.timerShown : null,
      session: isNews(this.clockRevision, seen.clock) ? this.sessionShown : null,
      configuration: isNews(0, seen.day) ? this.configuration : null,
      sessionCount: isNews(0, seen.day) ? sessionCountView(day.initial, { now, revision: 0 }) : null,
      progress: all.filter(({ revision }) => isNews(revision, seen.progress)),
      drafts: [],
      revisions: { timer: this.timerRevision, progress: all.at(-1)?.revision ?? 0, drafts: 0 },
    };
  }

  issue(): object {
    this.tokensIssued += 1;
    return { userId: USER, accessToken: this.token, expiresIn: 900, refreshToken: `refresh-${this.tokensIssued}` };
  }

  /** Takes a command, or says the first answer again. */
  take(sent: Sent, deviceId: string): Answer {
    const known = this.answers.get(sent.commandId);
    if (known) return known;
    const answer = this.decide(sent, deviceId);
    this.answers.set(sent.commandId, answer);
    return answer;
  }

  private decide(sent: Sent, deviceId: string): Answer {
    try {
      const body = this.effect(sent, deviceId);
      this.applied.push({ ...sent, deviceId });
      return { ok: true, body };
    } catch (failure) {
      if (!(failure instanceof Rejection)) throw failure;
      const { code, message } = failure;
      return { ok: false, error: { code, message, details: this.timerShown } };
    }
  }

  private effect({ name, commandId: key, at, data }: Sent, deviceId: string): object {
    const happenedAt = at === undefined ? this.time.trueTime() : Date.parse(at);
    const said = { name, data: data as Record<string, unknown>, key, happenedAt };
    const timerWish = timerCommand(said, timerSettings(this.configuration));
    const origin = { deviceId, commandId: key };
    if (timerWish) {
      this.timer = fold(timer, this.timer, timer.decide(this.timer, timerWish));
      this.timerRevision = this.revision += 1;
      this.tell({ kind: 'timer', revision: this.revision, state: this.timerShown, origin });
      return this.timerShown;
    }
    const clockWish = clockCommand(said, this.configuration);
    if (clockWish) {
      this.clock = fold(workClock, this.clock, workClock.decide(this.clock, clockWish));
      this.clockRevision = this.revision += 1;
      this.tell({ kind: 'session', revision: this.revision, state: this.sessionShown, origin });
      return this.sessionShown;
    }
    return this.trained(said, origin);
  }

  private trained(said: Parameters<typeof programCommand>[0], origin: object): object {
    const programId = String(said.data['programId']);
    const before = this.programs.get(programId) ?? program.initial;
    const [week, nth] = [Number(said.data['week_number']), Number(said.data['day_number'])];
    const wish = programCommand(said);
    this.revision += 1;
    if (!wish) return { results: this.synced(programId, before, said.data), revision: this.revision };
    const after = fold(program, before, program.decide(before, wish));
    this.programs.set(programId, after);
    const state = programLogView(after, { week, day: nth }, { programId, revision: this.revision });
    this.workouts.push({ state });
    this.tell({ kind: 'progress', revision: this.revision, state, origin });
    return state;
  }

  private synced(programId: string, before: Program, data: Readonly<Record<string, unknown>>) {
    const now = this.time.trueTime();
    const sessions = (data['sessions'] as Record<string, unknown>[]).map((sent) => {
      const place = { week: Number(sent['week_number']), day: Number(sent['day_number']) };
      if (place.week > 0) return { ...place, completed: true, writtenAt: Date.parse(String(sent['at'])) };
      return { ...place, malformed: { code: 'request/invalid', message: 'No such week.', details: [] } };
    });
    const command = { type: 'SyncWorkouts', at: now, receivedAt: now, sessions } as const;
    this.programs.set(programId, fold(program, before, program.decide(before, command)));
    return syncResults(before, command);
  }

  private tell(changed: object): void {
    if (this.isDown) return;
    for (const line of this.lines) line.heard('changed', { ...changed, event: { type: 'Something', at: '' } });
  }

  /** Ends every connection. */
  cut(): void {
    for (const line of [...this.lines]) {
      this.lines.delete(line);
      line.closed();
    }
  }

  /** Answers to calls that are no commands. */
  call(method: string, path: string, token = ''): Answer {
    if (this.isDown) return unreachable;
    if (`${method} ${path}` === 'GET /api/session') return { ok: true, body: this.sessionShown };
    if (`${method} ${path}` === 'GET /api/me') return { ok: true, body: { userId: this.owners.get(token) ?? USER } };
    if (path === '/api/auth/logout' || `${method} ${path}` === 'DELETE /api/me') return { ok: true, body: {} };
    if (path.startsWith('/api/auth/')) return { ok: true, body: this.issue() };
    return { ok: false, error: { code: 'route/not-found', message: `${method} ${path}` } };
  }
}
