import type { Answer } from './answer';
import type { CommandName } from './routes';

/** A command on its way. */
export interface Sent {
  readonly name: CommandName;
  readonly commandId: string;
  /** When it really happened. */
  readonly at?: string;
  readonly data: object;
}

/** What may be asked on the live line beside commands. */
export type Question = 'heartbeat' | 'time' | 'auth';

/** How far this device has seen, as the contract names it. */
export interface Revisions {
  readonly timer?: number;
  readonly clock?: number;
  readonly day?: number;
  readonly progress?: number;
  readonly drafts?: number;
}

/** What a device says of itself when it connects. */
export interface Introduction {
  readonly token: string;
  readonly deviceId: string;
  readonly revisions: Revisions;
}

/** Who hears what comes over the live line. */
export interface LineListener {
  /** Asked for each attempt to connect; null where there is nobody to introduce. */
  introduce(): Promise<Introduction | null>;
  opened(): void;
  closed(): void;
  /** A connection was refused. */
  refused(code: string): void;
  /** Anything that the server says by itself. */
  heard(event: string, body: unknown): void;
}

/** How one call differs from another. */
export interface Call {
  readonly token?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** It goes on when the page is gone. */
  readonly keepalive?: boolean;
}

/** Whatever carries words to the server and back. Nothing of it rejects: silence is an answer. */
export interface Transport {
  readonly isOpen: boolean;
  open(listener: LineListener): void;
  close(): void;
  /** Over the live line; unreachable where there is none. */
  ask<Body>(question: Question, body: object): Promise<Answer<Body>>;
  command(sent: Sent, by: { readonly token: string; readonly deviceId: string }): Promise<Answer>;
  /** The same for a page that is about to go; the answer may never be heard. */
  farewell(sent: Sent, by: { readonly token: string; readonly deviceId: string }): void;
  call<Body>(method: string, path: string, call?: Call): Promise<Answer<Body>>;
}

/** So many bytes may be on their way when a page is gone; browsers allow no more. */
export const KEEPALIVE_BYTES_MAX = 60_000;
