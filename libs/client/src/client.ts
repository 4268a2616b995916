import type { Instant } from '@tidemark/domain';
import type { SignIn } from './link/account';
import type { Answer } from './link/answer';
import { errorOf } from './link/errors';
import type { CommandName } from './link/routes';
import type { Entry } from './outbox/entry';
import type { Outcome, Receipt } from './outbox/receipts';
import type { RetryQueueStatus } from './outbox/wishes';
import type { Kind, KindState, Place, Values } from './states/kinds';
import { surroundingsOf, type TidemarkOptions } from './surroundings';
import type { SyncStatus } from './sync-status';
import { Tab, type Topic } from './tab';
import { trainingOf, type Training } from './training';

/** What sign-out did: with unsent work that nobody agreed to lose, nothing [S10]. */
export type SignOut =
  | { readonly isSignedOut: true; readonly discarded: readonly Entry[] }
  | { readonly isSignedOut: false; readonly unsent: readonly Entry[] };

/** Tidemark in this browser. Nothing of it throws for the network, and all of it may be taken apart. */
export interface Tidemark extends Training {
  /** Everything that was kept on this device is there. */
  readonly ready: Promise<void>;
  /** The server's time, however wrong the clock of this device is [S5]. */
  now(): Instant;
  /** What is known of a kind; the same object until something is different. */
  get<K extends Kind>(kind: K): KindState<Values[K]>;
  /** Where the newest of a kind is; with an id, of that program or draft alone [X7]. */
  placeOf(kind: Kind, id?: string): Place;
  /** The id of a draft by the `commandId` it was created with, as soon as the server has given it one. */
  draftId(id: string): string;
  /** How it stands with account, connection and what waits; the same object until something is different. */
  status(): SyncStatus;
  /** Calls back when a kind, the status or the outbox is different; returns how to end that. */
  subscribe(topic: Topic, listener: () => void): () => void;
  /** Wishes something, at once and offline as well. */
  command<Value = unknown>(name: CommandName, data?: object, commandId?: string): Receipt<Value>;
  /** Asks for something that is not followed, such as `/api/stats/daily?from=2026-11-01&to=2026-11-30`. */
  ask<Body>(path: string): Promise<Outcome<Body>>;
  /** Does something now or not at all, such as what operators do; it waits for no connection and is not repeated. */
  post<Body>(path: string, body: object): Promise<Outcome<Body>>;

  /** What waits, and how often it was tried; the same object until something is different. */
  getRetryQueueStatus(): RetryQueueStatus;
  /** Throws away all that waits, and returns what it was. */
  clearAllPendingSyncs(): Promise<readonly Entry[]>;
  /** What waits, in order. */
  pending(): readonly Entry[];
  /** What the server refused, with the reason, until somebody decides what becomes of it. */
  refused(): readonly Entry[];
  /** Says a refused wish once more, perhaps in other words. */
  resend(key: string, data?: object): Promise<Receipt | null>;
  /** Throws one wish away, waiting or refused, and returns it. */
  discard(key: string): Promise<Entry | null>;
  /** Nothing waits for a newer one or for patience any longer. */
  flush(): void;

  /** A guest who is one already stays the same; nobody else takes over while work is unsent [S10]. */
  signIn(how: SignIn): Promise<Outcome<{ readonly userId: string }>>;
  /** Asks before unsent work would be lost, and without a yes does nothing. */
  signOut(agree?: (unsent: readonly Entry[]) => boolean | Promise<boolean>): Promise<SignOut>;
  /** Erases the account and everything in it, on the server and then here; offline, nothing happens. */
  erase(): Promise<Outcome<object>>;
  /** This tab has no more use for it; what waits is kept. */
  close(): void;
}

/** Begins, with what a browser has unless told otherwise. */
export function createTidemark(options: TidemarkOptions = {}): Tidemark {
  const tab = new Tab(surroundingsOf(options));
  const command: Tidemark['command'] = (name, data = {}, commandId) => tab.wishes.make(name, data, commandId);
  const ask: Tidemark['ask'] = async (path) => outcomeOf(await tab.call('GET', path));

  return {
    ready: tab.ready,
    now: () => tab.clock.now(),
    get: (kind) => tab.pictures.get(kind),
    placeOf: (kind, id) => tab.pictures.placeOf(kind, id),
    draftId: (id) => tab.wishes.draftId(id),
    status: () => tab.status(),
    subscribe: (topic, listener) => tab.subscribe(topic, listener),
    command,
    ask,
    post: async (path, body) => outcomeOf(await tab.call('POST', path, body)),
    getRetryQueueStatus: () => tab.wishes.status(),
    clearAllPendingSyncs: () => tab.wishes.discard(tab.outbox.waiting),
    pending: () => tab.outbox.waiting,
    refused: () => tab.outbox.refused,
    resend: (key, data) => tab.wishes.resend(key, data),
    async discard(key) {
      const entry = tab.outbox.find(key);
      if (!entry) return null;
      await tab.wishes.discard([entry]);
      return entry;
    },
    // What was wished just before is in the outbox by then.
    flush: () => void tab.ready.then(() => tab.say({ type: 'hurry' })),
    signIn: async (how) => outcomeOf(await tab.signIn(how)),
    async signOut(agree = () => false) {
      await tab.ready;
      const unsent = [...tab.outbox.waiting, ...tab.outbox.refused];
      if (unsent.length > 0 && !(await agree(unsent))) return { isSignedOut: false, unsent };
      return { isSignedOut: true, discarded: await tab.signOut() };
    },
    async erase() {
      const answer = await tab.call<object>('DELETE', '/api/me');
      if (answer.ok) await tab.signOut();
      return outcomeOf(answer);
    },
    close: () => tab.close(),
    ...trainingOf({
      command,
      ask,
      userId: () => tab.status().userId,
      notes: tab.notes,
      ready: tab.ready,
      newKey: tab.newKey,
      now: () => tab.clock.now(),
    }),
  };
}

function outcomeOf<Body>(answer: Answer<Body>): Outcome<Body> {
  return answer.ok ? { ok: true, value: answer.body } : { ok: false, error: errorOf(answer.error) };
}
