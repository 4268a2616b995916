import type { ShiftedClock } from './embedded/shifted-clock';

/** One Postgres, NATS or Redis that a stack or a spec has for itself, whether it is a process or a container. */
export interface Server {
  /** Stays the same over every restart. */
  readonly url: string;
  /** Undefined while it is down, and for containers. */
  readonly pid: number | undefined;
  /** Starts it again on the same port with the same data; returns when it answers. */
  start(): Promise<void>;
  /** Ends it politely; its data stays. */
  stop(): Promise<void>;
  /** Ends it as a power cut would (kill -9); its data stays. */
  kill(): Promise<void>;
  /** Stops it in mid-breath, so that it keeps its connections and answers nothing. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Ends it and deletes its data; the next start begins with nothing. */
  wipe(): Promise<void>;
}

/** Where an embedded server keeps its data, and how much it cares for it. */
export interface ServerPlace {
  readonly dataDir: string;
  /** A free one when not given. */
  readonly port?: number;
  /** False for tests: then a write is not forced to the disk. */
  readonly durable: boolean;
  /** What Postgres reads instead of the machine's clock; the others have no time of their own to tell. */
  readonly clock?: ShiftedClock;
  /** Told when it crashed and is started again. */
  readonly say?: (line: string) => void;
}
