import { fromIso, type Instant } from '@tidemark/domain';
import { guessSession } from '../guess/clock-guess';
import { guessDay } from '../guess/day-guess';
import { guessDraft } from '../guess/draft-guess';
import { guessProgram } from '../guess/program-guess';
import { guessTimer } from '../guess/timer-guess';
import type { DeviceClock } from '../link/device-clock';
import type { Entry } from '../outbox/entry';
import type { Confirmed } from './confirmed';
import { PREFIXES, type Kind, type KindState, type Place, type Values } from './kinds';
import { Memo } from './memo';
import { Presence } from './presence';

/** From what pictures are made. */
export interface PictureParts {
  readonly confirmed: Confirmed;
  waiting(): readonly Entry[];
  userId(): string | null;
  now(): Instant;
  readonly device: DeviceClock;
  /** Whether it is known yet who is signed in here. */
  isLoaded(): boolean;
}

/**
 * What a screen shows: the confirmed state, and on it what waits here, decided anew [S2].
 */
export class Pictures {
  /** When somebody could see them. */
  readonly presence: Presence;
  private readonly memo = new Memo();
  /** The last end of a session that was seen to pass without the server. */
  private passedAt: string | null = null;

  constructor(private readonly parts: PictureParts) {
    this.presence = new Presence(parts.device, () => parts.now());
  }

  get<K extends Kind>(kind: K): KindState<Values[K]> {
    const userId = this.parts.userId();
    const value = userId === null ? null : (this.values[kind]() as Values[K] | null);
    const isGuess = value !== null && this.about(kind).length > 0;
    const isLoading = value === null && (userId !== null || !this.parts.isLoaded());
    const status = isLoading ? 'loading' : value === null ? 'signed-out' : 'ready';
    return this.memo.once(kind, [status, value, isGuess], () => ({ status, value, isGuess }));
  }

  /** Where the newest of it is; with an id, of that program or draft alone [X7]. */
  placeOf(kind: Kind, id?: string): Place {
    const waiting = this.about(kind).filter((entry) => id === undefined || partIdOf(entry) === id);
    return waiting.length > 0 ? 'this-device' : 'server';
  }

  /** When the timer ends by itself, where it does. */
  get timerEndsAt(): Instant | null {
    const { value } = this.get('timer');
    return value?.endsAt ? fromIso(value.endsAt) : null;
  }

  private readonly values: { readonly [K in Kind]: () => Values[K] | null } = {
    timer: () => {
      const { confirmed, now } = this.parts;
      const [view, waiting, settings] = [confirmed.timer, this.about('timer'), this.day().configuration];
      if (!view) return null;
      const shown = this.memo.last<typeof view>('timer/picture') ?? view;
      if (waiting.length === 0 && (view.endsAt === null || fromIso(view.endsAt) > now())) return view;
      if (shown.endsAt !== null && fromIso(shown.endsAt) <= now()) this.passedAt = shown.endsAt;
      return this.memo.once('timer/picture', [view, settings, this.passedAt, ...waiting], () =>
        guessTimer(view, settings, waiting, now(), (at) => this.presence.lastSeenAt(at)),
      );
    },
    session: () => {
      const { session: view } = this.parts.confirmed;
      const { configuration } = this.day();
      const waiting = this.about('session');
      if (!view || !configuration || waiting.length === 0) return view;
      return this.memo.once('session/picture', [view, configuration, ...waiting], () =>
        guessSession(view, configuration, waiting, this.parts.now()),
      );
    },
    configuration: () => this.day().configuration,
    sessionCount: () => this.day().sessionCount,
    progress: () => {
      const { confirmed } = this.parts;
      const waiting = this.about('progress');
      if (!confirmed.isReached('progress') && waiting.length === 0) return null;
      return this.memo.once('progress/picture', [...confirmed.workouts, '|', ...waiting], () => {
        const ids = [...confirmed.workouts.map(({ programId }) => programId), ...waiting.map(partIdOf)];
        return Object.fromEntries([...new Set(ids)].map((programId) => [programId, this.program(programId)]));
      });
    },
    drafts: () => {
      const { confirmed } = this.parts;
      const waiting = this.about('drafts');
      if (!confirmed.isReached('drafts') && waiting.length === 0) return null;
      return this.memo.once('drafts/picture', [...confirmed.drafts, '|', ...waiting], () => {
        const known = new Map(confirmed.drafts.map((draft) => [draft.id, draft]));
        const ids = new Set([...known.keys(), ...waiting.map(partIdOf)]);
        const drafts = [...ids].map((id) => {
          const own = waiting.filter((entry) => partIdOf(entry) === id);
          const view = known.get(id) ?? null;
          return own.length > 0 ? guessDraft(view, own) : view;
        });
        return Object.fromEntries(drafts.flatMap((draft) => (draft ? [[draft.id, draft]] : [])));
      });
    },
  };

  private program(programId: string) {
    const logs = this.parts.confirmed.workouts.filter((log) => log.programId === programId);
    const waiting = this.about('progress').filter((entry) => partIdOf(entry) === programId);
    return this.memo.once(`progress/${programId}`, [...logs, '|', ...waiting], () =>
      guessProgram(programId, logs, waiting),
    );
  }

  private day(): Pick<{ [K in Kind]: Values[K] | null }, 'configuration' | 'sessionCount'> {
    const { configuration, sessionCount } = this.parts.confirmed;
    const waiting = this.about('configuration', 'sessionCount');
    if (!configuration || !sessionCount || waiting.length === 0) return { configuration, sessionCount };
    return this.memo.once('day/picture', [configuration, sessionCount, ...waiting], () =>
      guessDay({ configuration, sessionCount }, waiting),
    );
  }

  private about(...kinds: readonly Kind[]): readonly Entry[] {
    return this.parts.waiting().filter(({ name }) => kinds.some((kind) => name.startsWith(PREFIXES[kind])));
  }
}

/** The program or the draft that a write is about. */
function partIdOf({ name, key, data }: Entry): string {
  return name === 'draft/create' ? key : String(data['programId'] ?? data['id']);
}
