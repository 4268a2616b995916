import type { DeadLetter } from '@tidemark/messaging';
import type { FactOf, FactType } from './facts';

/** Under which name a class hears what. */
export interface Hearing {
  /** The server keeps how far this name is; instances of a service share the work under it. */
  readonly durable: string;
  /** The kind of stream: `timer`, `clock`, `day`, `program`, `draft` or `account`. */
  readonly category: string;
  /** Hears beside it what operators tell again to this name with `tidemark replay`; such facts have `replayed`. */
  readonly replays?: boolean;
}

/** Is told of facts that could not be applied after the last try; without it they are only logged. */
export interface TakesDeadLetters {
  deadLetter(letter: DeadLetter): Promise<void>;
}

type Listener<Type extends FactType> = TypedPropertyDescriptor<(fact: FactOf<Type>) => Promise<void>>;

const hearings = new WeakMap<object, Hearing>();
const methods = new WeakMap<object, Map<string, string>>();

/** Makes a provider a durable listener; which facts it wants, its methods say by `@OnFact`. */
export function HearsFacts(hearing: Hearing): ClassDecorator {
  return (listener) => void hearings.set(listener, hearing);
}

/**
 * Called for each fact of this type, at least once, one user's facts one after the other. Right is what bears a
 * repetition; the fact is acknowledged when it returns.
 */
export function OnFact<Type extends FactType>(type: Type) {
  return (prototype: object, method: string, _: Listener<Type>): void => {
    const known = methods.get(prototype) ?? new Map<string, string>();
    methods.set(prototype, known.set(type, method));
  };
}

/** What the decorators said of a provider, or nothing where they said nothing. */
export function hearingOf(provider: object): { hearing: Hearing; methods: ReadonlyMap<string, string> } | undefined {
  const hearing = hearings.get(provider.constructor);
  if (!hearing) return undefined;
  const prototype = Object.getPrototypeOf(provider) as object;
  return { hearing, methods: methods.get(prototype) ?? new Map<string, string>() };
}
