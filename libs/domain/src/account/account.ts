import type { Decider } from '../decider';
import type { Account, AccountCommand, AccountEvent } from './account-words';

/** The account of one person: a stream that has one event, and only once nothing else is left of them. */
export const account: Decider<Account, AccountCommand, AccountEvent> = {
  category: 'account',
  initial: { status: 'kept' },
  decide: ({ status }, { at }) => (status === 'erased' ? [] : [{ type: 'PersonErased', data: { erasedAt: at } }]),
  evolve: (_, { data: { erasedAt } }) => ({ status: 'erased', erasedAt }),
};
