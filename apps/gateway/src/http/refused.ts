import { refusalOf, type Refusal } from '@tidemark/contracts';
import { asOutage } from '@tidemark/service-kit';

/** A refusal that was worded elsewhere: by a service on the bus, or by the reader of bodies. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'Refused';
  }
}

/** Anything thrown, in the one shape of errors. */
export function refusalFor(error: unknown): Refusal {
  return error instanceof Refused ? error.refusal : refusalOf(asOutage(error));
}
