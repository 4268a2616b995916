import { fold, type AnyCommand, type AnyEvent, type Decider } from '../decider';
import { Rejection } from '../rejection';

/** `given(decider, ...history).when(command).then(...events)`: a test is a sentence. */
export function given<State, Command extends AnyCommand, Event extends AnyEvent>(
  decider: Decider<State, Command, Event>,
  ...history: readonly Event[]
) {
  const state = fold(decider, decider.initial, history);
  return {
    state,
    when(command: Command) {
      const attempt = attemptTo(() => decider.decide(state, command));
      return {
        then(...expected: readonly Event[]): void {
          same(attempt, { events: expected });
        },
        thenNothing(): void {
          same(attempt, { events: [] });
        },
        thenRejected(code: string): void {
          same(attempt, { rejected: code });
        },
      };
    },
  };
}

type Attempt = { readonly events: readonly AnyEvent[] } | { readonly rejected: string };

function attemptTo(decide: () => readonly AnyEvent[]): Attempt {
  try {
    return { events: decide() };
  } catch (failure) {
    if (failure instanceof Rejection) return { rejected: failure.code };
    throw failure;
  }
}

function same(actual: Attempt, expected: Attempt): void {
  const [left, right] = [canonical(actual), canonical(expected)];
  if (left !== right) throw new Error(`Expected\n${right}\nbut decided\n${left}`);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) => (isPlain(inner) ? sorted(inner) : inner), 2);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
