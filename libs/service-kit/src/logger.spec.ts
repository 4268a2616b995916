import { Rejection, Unavailable } from '@tidemark/domain';
import { refusing } from './failure';
import { hashedUser } from './logger';
import { recordedLog } from './testing/recorded-log';

describe('the log', () => {
  it('is one JSON object per line, whatever was said', () => {
    const { logger, lines, entries } = recordedLog();
    logger.info({ note: 'a\r\n{"level":"fatal"}\u2028' }, 'first\nsecond');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toMatch(/[\r\n]/);
    expect(entries()[0]).toMatchObject({ level: 'info', service: 'timer-service', msg: 'first\nsecond' });
  });

  it.each([
    { authorization: 'canary' },
    { headers: { Cookie: 'canary', 'set-cookie': ['canary'] } },
    { body: [{ password: 'canary', refreshToken: 'canary' }] },
    { config: { postgresUrl: 'postgres://u:canary@h/d', serviceSecret: 'canary' } },
    { userId: 'canary' },
    { deep: { a: { b: { c: { d: { e: { token: 'canary' } } } } } } },
    { err: Object.assign(new Error('duplicate key'), { detail: 'Key (email)=(canary)' }) },
    { err: new Error('outer', { cause: Object.assign(new Error('inner'), { token: 'canary' }) }) },
  ])('hides what is nobody else’s business in %j', (entry) => {
    const { logger, lines } = recordedLog();
    logger.child(entry).info(entry, 'said');
    expect(lines.join()).not.toContain('canary');
  });

  it('knows a user again without knowing who it is', () => {
    const { logger, entries } = recordedLog();
    logger.child({ userId: 'u-1', correlationId: 'r-1' }).info('said');
    expect(entries()[0]).toMatchObject({ user: hashedUser('u-1'), correlationId: 'r-1' });
    expect(hashedUser('u-1')).not.toBe(hashedUser('u-2'));
  });

  it('keeps what helps to find an error', () => {
    const { logger, entries } = recordedLog();
    logger.error({ err: Object.assign(new Error('no'), { code: '42501' }) }, 'failed');
    expect(entries()[0]).toMatchObject({
      err: { type: 'Error', message: 'no', code: '42501', stack: expect.any(String) },
    });
  });
});

describe('what is thrown', () => {
  it.each([
    ['not logged when it was expected', new Rejection('timer/not-running'), 409, []],
    ['a warning when something we need is away', new Unavailable('Postgres'), 503, ['warn']],
    ['a bug with its stack otherwise', new TypeError('x is undefined'), 500, ['error']],
  ])('is %s', (_, error, status, levels) => {
    const { logger, entries } = recordedLog();
    expect(refusing(logger)(error, { correlationId: 'r-1' }).status).toBe(status);
    expect(entries().map(({ level }) => level)).toEqual(levels);
    for (const entry of entries())
      expect(entry).toMatchObject({ correlationId: 'r-1', err: { message: error.message } });
  });
});
