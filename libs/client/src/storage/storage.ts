/** What is kept apart: writes on their way, what the server last said, and who is signed in. */
export const AREAS = ['outbox', 'states', 'account'] as const;
/** One of them. */
export type Area = (typeof AREAS)[number];

/** One thing to keep under a key, or with `undefined` to forget. */
export interface Change {
  readonly area: Area;
  readonly key: string;
  readonly value: unknown;
}

/** What stays when the tab is gone. All tabs of a browser share it. */
export interface Storage {
  read(area: Area, key: string): Promise<unknown>;
  /** Everything of an area, by key. */
  all(area: Area): Promise<ReadonlyMap<string, unknown>>;
  /** All of it or, where this rejects, nothing. */
  write(changes: readonly Change[]): Promise<void>;
}
