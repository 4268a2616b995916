import { Rejection } from '@tidemark/domain';

const sentences = {
  'auth/missing': 'This call needs an access token.',
  'auth/invalid': 'The token or the credentials are not valid.',
  'auth/expired': 'The access token has run out.',
} as const;

/** The caller could not show who they are: 401 on every surface. */
export class AuthFailure extends Rejection {
  constructor(code: keyof typeof sentences) {
    super(code, sentences[code]);
  }
}
