import type { Fact } from '@tidemark/contracts';
import type {
  AccountEvents,
  ClockEvents,
  DayEvents,
  DraftEvents,
  Instant,
  ProgramEvents,
  TimerEvents,
} from '@tidemark/domain';

/** Everything that can have happened, by its name. */
export type EveryEvent = TimerEvents & ClockEvents & DayEvents & ProgramEvents & DraftEvents & AccountEvents;

/** The name of something that can have happened. */
export type FactType = keyof EveryEvent;

/** The same as it is told: every instant in a field that ends in `At` is an ISO-8601 text. */
export type Told<Value> = Value extends readonly (infer Item)[]
  ? readonly Told<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Name extends `${string}At` ? ToldInstant<Value[Name]> : Told<Value[Name]> }
    : Value;

type ToldInstant<Value> = Value extends Instant ? string : Value;

/** A fact of one kind: what happened, to whom, when, and `replayed` where it is told again. */
export type FactOf<Type extends FactType> = Omit<Fact, 'type' | 'data'> & {
  readonly type: Type;
  readonly data: Told<EveryEvent[Type]>;
};
