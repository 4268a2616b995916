import type { CommandsOf, EventsOf, Instant } from '../decider';

/** Everything that can happen to the account of a person, as far as others have to hear of it. */
export interface AccountEvents {
  /** All that was personal is gone; whoever keeps something of this person forgets it. */
  PersonErased: { erasedAt: Instant };
}

/** One thing that happened to an account. */
export type AccountEvent = EventsOf<AccountEvents>;

/** Everything that can be wished of an account. */
export interface AccountCommands {
  ErasePerson: object;
}

/** One wish. */
export type AccountCommand = CommandsOf<AccountCommands>;

/** Whether somebody is still there. */
export type Account = { readonly status: 'kept' } | { readonly status: 'erased'; readonly erasedAt: Instant };
