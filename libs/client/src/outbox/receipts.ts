import type { Answer, Failure } from '../link/answer';
import { errorOf, type SyncError } from '../link/errors';

/** How something ended. */
export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: SyncError };

/** What whoever wished something may wait for. None of it ever rejects [S9]. */
export interface Receipt<Value = unknown> {
  readonly commandId: string;
  /** It is kept on this device and survives the tab; or it is not, because there is no room. */
  readonly durable: Promise<Outcome<null>>;
  /** The first news: the server has it, or refused it, or it will take longer. */
  readonly accepted: Promise<Outcome<Value>>;
  /** The last word, however late. */
  readonly settled: Promise<Outcome<Value>>;
}

interface Open {
  readonly tellFirst: (outcome: Outcome<unknown>) => void;
  readonly tellLast: (outcome: Outcome<unknown>) => void;
}

/** Tells those who wait in this tab what became of their wishes, whichever tab heard of it. */
export class Receipts {
  private readonly open = new Map<string, Open[]>();

  make<Value>(commandId: string, durable: Promise<Outcome<null>>): Receipt<Value> {
    const [accepted, tellFirst] = promised<Outcome<Value>>();
    const [settled, tellLast] = promised<Outcome<Value>>();
    this.add(commandId, [{ tellFirst, tellLast } as Open]);
    return { commandId, durable, accepted, settled };
  }

  /** A newer wish took the place of an older one: what becomes of it becomes of both. */
  move(from: string, to: string): void {
    this.add(to, this.open.get(from) ?? []);
    this.open.delete(from);
  }

  delayed(key: string, failure: Failure): void {
    const outcome = { ok: false, error: errorOf(failure) } as const;
    this.open.get(key)?.forEach(({ tellFirst }) => tellFirst(outcome));
  }

  settled(key: string, answer: Answer): void {
    const outcome: Outcome<unknown> = answer.ok
      ? { ok: true, value: answer.body }
      : { ok: false, error: errorOf(answer.error) };
    for (const { tellFirst, tellLast } of this.open.get(key) ?? []) {
      tellFirst(outcome);
      tellLast(outcome);
    }
    this.open.delete(key);
  }

  private add(key: string, waiting: readonly Open[]): void {
    if (waiting.length > 0) this.open.set(key, [...(this.open.get(key) ?? []), ...waiting]);
  }
}

function promised<Value>(): [promise: Promise<Value>, tell: (value: Value) => void] {
  let tell: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((resolve) => (tell = resolve));
  return [promise, tell];
}
