import { Passwords } from './passwords';

describe('passwords', () => {
  const passwords = new Passwords();

  it('match themselves only, however their letters are composed', async () => {
    const stored = await passwords.hash('caf\u00e9 au lait');
    expect(await passwords.matches('cafe\u0301 au lait', stored)).toBe(true);
    expect(await passwords.matches('cafe au lait', stored)).toBe(false);
    expect(await passwords.matches('', stored)).toBe(false);
  });

  it('are stored with salt and cost, never as they are', async () => {
    const [first, second] = [await passwords.hash('secret word'), await passwords.hash('secret word')];
    expect(first).not.toBe(second);
    expect(first).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(first).not.toContain('secret');
  });

  it('of nobody match nothing', async () => {
    expect(await passwords.matches('anything', null)).toBe(false);
  });

  it('are not hashed for a crowd at once', async () => {
    const small = new Passwords(1);
    const crowd = await Promise.allSettled(Array.from({ length: 5 }, () => small.hash('x')));
    const refused = crowd.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(2);
    expect(refused[0]?.reason).toMatchObject({ code: 'request/too-many', details: { retryInMs: expect.any(Number) } });
  });
});
