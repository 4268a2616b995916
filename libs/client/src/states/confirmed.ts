import type { ConfigurationView, DraftView, LogView, SessionCountView, SessionView, TimerView } from '@tidemark/domain';
import type { Revisions } from '../link/transport';
import type { Change, Storage } from '../storage/storage';
import { partOf, type News, type PartState, type Reached } from './kinds';

const REACHED = 'reached';

/** What the server has said to this person, on this device: the newest of each part, kept for the next start. */
export class Confirmed {
  private parts = new Map<string, PartState>();
  private reached: Reached = {};
  private userId: string | null = null;

  constructor(
    private readonly storage: Storage,
    private readonly changed: () => void,
  ) {}

  /** What is kept for this person; what the server said meanwhile is newer. */
  async load(userId: string | null): Promise<void> {
    if (userId !== this.userId) {
      this.parts = new Map();
      this.reached = {};
    }
    this.userId = userId;
    const all = await this.storage.all('states').catch(() => new Map<string, unknown>());
    const own = `${userId}/`;
    for (const [key, state] of userId === this.userId ? all : []) {
      const part = key.slice(own.length);
      if (!key.startsWith(own)) continue;
      if (part === REACHED) this.reached = { ...(state as Reached), ...this.reached };
      else if (!this.parts.has(part)) this.parts.set(part, state as PartState);
    }
    this.changed();
  }

  get timer(): TimerView | null {
    return (this.parts.get('timer') as TimerView | undefined) ?? null;
  }

  get session(): SessionView | null {
    return (this.parts.get('session') as SessionView | undefined) ?? null;
  }

  get configuration(): ConfigurationView | null {
    return (this.parts.get('configuration') as ConfigurationView | undefined) ?? null;
  }

  get sessionCount(): SessionCountView | null {
    return (this.parts.get('sessionCount') as SessionCountView | undefined) ?? null;
  }

  get workouts(): readonly LogView[] {
    return this.under<LogView>('progress/');
  }

  get drafts(): readonly DraftView[] {
    return this.under<DraftView>('drafts/');
  }

  /**
   * How far this device has been told everything; of kinds that share a revision, the lowest. Nothing is said of what is
   * not known at all: even a beginner's timer, at revision 0, is news then.
   */
  get revisions(): Revisions {
    const revisionOf = (part: string) => this.parts.get(part)?.revision;
    const [timer, clock] = [revisionOf('timer'), revisionOf('session')];
    const [configuration, sessionCount] = [revisionOf('configuration'), revisionOf('sessionCount')];
    const isDayKnown = configuration !== undefined && sessionCount !== undefined;
    return {
      ...(timer !== undefined && { timer }),
      ...(clock !== undefined && { clock }),
      ...(isDayKnown && { day: Math.min(configuration, sessionCount) }),
      progress: this.reached.progress ?? 0,
      drafts: this.reached.drafts ?? 0,
    };
  }

  /** Of which state of a draft somebody speaks who looks at it here; null where the server does not have it yet. */
  revisionOfDraft(id: unknown): number | null {
    return this.parts.get(`drafts/${String(id)}`)?.revision ?? null;
  }

  /** Whether anything was ever told of a kind with many parts. */
  isReached(kind: keyof Reached): boolean {
    return this.reached[kind] !== undefined;
  }

  /** Takes what is newer; what is older came late. Returns what has to be kept of it. */
  take(news: readonly News[], reached: Reached = {}): readonly Change[] {
    const changes = news.flatMap((one): Change[] => {
      const part = partOf(one);
      const held = this.parts.get(part);
      if (held && held.revision > one.state.revision) return [];
      this.parts.set(part, one.state);
      return [this.changeOf(part, one.state)];
    });
    if (Object.keys(reached).length > 0) {
      this.reached = { ...this.reached, ...reached };
      changes.push(this.changeOf(REACHED, this.reached));
    }
    if (changes.length > 0) this.changed();
    return changes;
  }

  /** All of it, to be forgotten on this device. */
  forgotten(): readonly Change[] {
    return [REACHED, ...this.parts.keys()].map((part) => this.changeOf(part, undefined));
  }

  private changeOf(part: string, value: unknown): Change {
    return { area: 'states', key: `${this.userId}/${part}`, value };
  }

  private under<State extends PartState>(prefix: string): readonly State[] {
    return [...this.parts].filter(([part]) => part.startsWith(prefix)).map(([, state]) => state as State);
  }
}
