import { fold, Rejection, type AnyCommand, type AnyEvent, type Decider } from '@tidemark/domain';

/** A state after one more wish, by the code that decides it on the server. What is refused changes nothing. */
export function redecided<State, Command extends AnyCommand, Event extends AnyEvent>(
  decider: Decider<State, Command, Event>,
  state: State,
  command: Command | null,
): State {
  if (command === null) return state;
  try {
    return fold(decider, state, decider.decide(state, command));
  } catch (failure) {
    if (failure instanceof Rejection) return state;
    throw failure;
  }
}
