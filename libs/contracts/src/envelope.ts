/** A wish on its way to the service that decides it; the same on every transport. */
export interface CommandEnvelope {
  readonly name: string;
  readonly userId: string;
  readonly commandId: string;
  /** When it really happened, for offline work. */
  readonly at?: string;
  readonly deviceId?: string;
  readonly correlationId: string;
  readonly data: object;
}

/** A question on its way to the service that answers it. */
export interface QueryEnvelope {
  readonly name: string;
  readonly userId: string;
  readonly correlationId: string;
  readonly data: object;
}

/** A no as every surface tells it; HTTP shows the status, the others the code. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
}

/** The answer to an envelope. A refusal is an answer. */
export type Reply<Body = unknown> =
  { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly error: Refusal };

/** A fact as it is published: at least once, in order per stream. */
export interface Fact<State = unknown> {
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  readonly userId: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly commandId: string | null;
  readonly causationId: string | null;
  readonly correlationId: string | null;
  readonly deviceId: string | null;
  readonly data: object;
  readonly state: State;
  /** The name of the replay in which it is told again; missing where it is told because it happened. */
  readonly replayed?: string;
}
