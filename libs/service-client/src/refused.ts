import type { Refusal } from '@tidemark/contracts';

/** Tidemark said no, and why; asking again changes nothing unless the state has changed. */
export class Refused extends Error {
  readonly code: string;
  /** As over HTTP. */
  readonly status: number;
  readonly details: unknown;

  constructor({ code, message, status, details }: Refusal) {
    super(message);
    this.name = 'Refused';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}
