import { Rejection, Unavailable } from '@tidemark/domain';
import { isBug, refusalOf, statusOf } from './refusal';
import { InvalidRequest } from './untrusted';

describe('a refusal', () => {
  it.each([
    ['timer/not-running', 409],
    ['request/key-reused', 409],
    ['draft/not-found', 404],
    ['draft/too-large', 413],
    ['request/too-large', 413],
    ['request/invalid', 400],
    ['request/not-json', 415],
    ['request/too-many', 429],
    ['auth/missing', 401],
    ['auth/expired', 401],
    ['auth/forbidden', 403],
    ['service/unavailable', 503],
    ['service/internal', 500],
  ])('says %s with status %i', (code, status) => expect(statusOf(code)).toBe(status));

  it('keeps the code, the sentence and the current state of an expected no [T11]', () =>
    expect(refusalOf(new Rejection('timer/not-running', 'No session is running.', { status: 'idle' }))).toEqual({
      status: 409,
      code: 'timer/not-running',
      message: 'No session is running.',
      details: { status: 'idle' },
    }));

  it('names every mistake of malformed input', () => {
    const mistakes = [{ path: 'seconds', rule: 'isInt', message: 'seconds must be an integer number' }];
    expect(refusalOf(new InvalidRequest(mistakes))).toMatchObject({ status: 400, details: mistakes });
  });

  it('asks to come back when something we need is away', () =>
    expect(refusalOf(new Unavailable('The timer service'))).toMatchObject({
      status: 503,
      code: 'service/unavailable',
      details: { retryAfterSeconds: 1 },
    }));

  it.each([new Error('password=hunter2'), 'a string', undefined, null, { code: 'timer/not-running' }])(
    'tells nothing of the inside of a bug: %p',
    (thrown) => {
      const refusal = refusalOf(thrown);
      expect(isBug(refusal)).toBe(true);
      expect(refusal).toEqual({
        status: 500,
        code: 'service/internal',
        message: 'Something went wrong on our side.',
        details: {},
      });
    },
  );
});
