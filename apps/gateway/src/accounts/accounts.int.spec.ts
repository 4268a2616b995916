import { randomUUID } from 'node:crypto';
import type { TokensShown } from '@tidemark/contracts';
import { until } from '@tidemark/local-infra';
import { Client } from 'pg';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from '../testing/gateway-under-test';
import { HttpClient, type Answer } from '../testing/http-client';
import { AccountTaskController } from './account-task.controller';
import { Erasures } from './erasures';

let gateway: GatewayUnderTest;
let http: HttpClient;

beforeAll(async () => {
  gateway = await gatewayUnderTest();
  http = new HttpClient(gateway.url);
}, START_MAX_MS);
afterAll(() => gateway?.close(), START_MAX_MS);

const tokensIn = ({ body }: Answer) => body as unknown as TokensShown;
const person = () => ({ email: `${randomUUID()}@example.com`, password: 'correct horse battery' });
const asOwner = async (statement: string, ...values: readonly string[]) => {
  const client = new Client({ connectionString: gateway.infra.postgres.url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(statement, [...values]);
  await client.end();
  return rows;
};
const usersKept = async () => (await asOwner('SELECT count(*) AS users FROM accounts.users'))[0]?.['users'];
const erasureOf = async (userId: string) =>
  (await asOwner('SELECT * FROM accounts.erasures WHERE user_id = $1', userId))[0];
const auditOf = async (userId: string) =>
  (await asOwner('SELECT outcome FROM audit.entries WHERE user_id = $1 ORDER BY position', userId)).map(
    ({ outcome }) => outcome,
  );
const refresh = (refreshToken: string) => http.post('/api/auth/refresh', { body: { refreshToken } });

describe('a guest', () => {
  it('begins with nothing and is known from then on [G3]', async () => {
    const answer = await http.post('/api/auth/guest', { body: { timezone: 'Europe/Berlin' } });
    expect(answer.status).toBe(201);
    const { userId, accessToken, expiresIn } = tokensIn(answer);
    expect(expiresIn).toBe(900);
    const me = await http.get('/api/me', { token: accessToken });
    expect(me.body).toEqual({ userId, guest: true, roles: ['user'] });
  });

  it('has days in the zone of the first touch [D2]', async () => {
    const answer = await http.post('/api/auth/guest', { body: { timezone: 'Asia/Kathmandu' } });
    const { userId, accessToken: token } = tokensIn(answer);
    expect(gateway.day.commands).toMatchObject([{}, { userId, name: 'configuration/set' }]);
    const { body } = await http.get('/api/configuration', { token });
    expect(body).toMatchObject({ timezone: 'Asia/Kathmandu' });
  });

  it.each([
    ['that nobody knows', 'Mars/Olympus'],
    ['that only the runtime knows', 'Pacific/Kanton'],
  ])('is not made with a zone %s [D2]', async (_, timezone) => {
    gateway.day.unknownZones.add('Pacific/Kanton');
    const before = await usersKept();
    const { status, body } = await http.post('/api/auth/guest', { body: { timezone } });
    expect([status, body.error?.code]).toEqual([400, 'request/invalid']);
    expect(body.error?.details).toMatchObject([{ path: 'timezone', rule: 'isZone' }]);
    expect(await usersKept()).toBe(before);
  });

  it('keeps the user id when signing up, once', async () => {
    const { userId, accessToken: token } = await http.guest();
    const body = person();
    const answer = await http.post('/api/auth/register', { token, body });
    expect([answer.status, tokensIn(answer).userId]).toEqual([201, userId]);
    const me = await http.get('/api/me', { token: tokensIn(answer).accessToken });
    expect(me.body).toEqual({ userId, guest: false, email: body.email, roles: ['user'] });
    const again = await http.post('/api/auth/register', { token, body: person() });
    expect([again.status, again.body.error?.code]).toEqual([409, 'account/already-registered']);
  });
});

describe('an account', () => {
  it('is signed in to with its password, however the address is written', async () => {
    const body = person();
    const { userId } = tokensIn(await http.post('/api/auth/register', { body }));
    const answer = await http.post('/api/auth/login', { body: { ...body, email: body.email.toUpperCase() } });
    expect([answer.status, tokensIn(answer).userId]).toEqual([200, userId]);
  });

  it('has whoever tries to sign in to it in the audit, and nobody else [I-29]', async () => {
    const body = person();
    const { userId } = tokensIn(await http.post('/api/auth/register', { body }));
    await http.post('/api/auth/login', { body: { ...body, password: 'wrong horse' } });
    await http.post('/api/auth/login', { body });
    expect(await auditOf(userId)).toEqual(['refused', 'done']);
    const stranger = person();
    await http.post('/api/auth/login', { body: stranger });
    const last = 'SELECT to_jsonb(entries)::text AS entry FROM audit.entries ORDER BY position DESC LIMIT 1';
    const [{ entry } = { entry: '' }] = await asOwner(last);
    expect(JSON.parse(String(entry))).toMatchObject({ outcome: 'refused', subject: 'unknown', user_id: null });
    expect(entry).not.toContain(stranger.email);
  });

  it('is not told apart from one that does not exist by a wrong password', async () => {
    const body = person();
    await http.post('/api/auth/register', { body });
    const wrong = await http.post('/api/auth/login', { body: { ...body, password: 'wrong horse' } });
    const unknown = await http.post('/api/auth/login', { body: person() });
    expect([wrong.status, wrong.body.error]).toEqual([401, unknown.body.error]);
    expect(wrong.body.error?.code).toBe('auth/invalid');
  });

  it('has an address that nobody else has', async () => {
    const body = person();
    await http.post('/api/auth/register', { body });
    const second = await http.post('/api/auth/register', { body: { ...body, email: body.email.toUpperCase() } });
    expect([second.status, second.body.error?.code]).toEqual([409, 'account/email-taken']);
  });

  it('locks out whoever guesses, and says for how long [G5]', async () => {
    const body = person();
    const statuses: number[] = [];
    let last: Answer | undefined;
    for (let guess = 0; guess < 6; guess += 1) {
      last = await http.post('/api/auth/login', { body });
      statuses.push(last.status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect(last?.body.error?.code).toBe('request/too-many');
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('a refresh token', () => {
  it('is good once, and gives the next', async () => {
    const first = await http.guest();
    const answer = await refresh(first.refreshToken);
    expect([answer.status, tokensIn(answer).userId]).toEqual([200, first.userId]);
    expect((await refresh(tokensIn(answer).refreshToken)).status).toBe(200);
  });

  it('ends its whole family when it is used again', async () => {
    const first = await http.guest();
    const second = tokensIn(await refresh(first.refreshToken));
    const reused = await refresh(first.refreshToken);
    expect([reused.status, reused.body.error?.code]).toEqual([401, 'auth/invalid']);
    expect(await auditOf(first.userId)).toEqual(['refused']);
    expect((await refresh(second.refreshToken)).status).toBe(401);
  });

  it('is given to one of two who ask at once, and then to none', async () => {
    const { refreshToken } = await http.guest();
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const winner = answers.find(({ status }) => status === 200)!;
    expect((await refresh(tokensIn(winner).refreshToken)).status).toBe(401);
  });

  it('is nothing after signing out, and asking twice is no error', async () => {
    const { refreshToken } = await http.guest();
    for (const _ of [1, 2]) {
      const { status } = await http.post('/api/auth/logout', { body: { refreshToken } });
      expect(status).toBe(204);
    }
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('is refused when nobody made it', async () => {
    expect((await refresh('made up')).body.error?.code).toBe('auth/invalid');
  });
});

describe('a role', () => {
  const set = (action: string, userId: string, caller = 'ops', role = 'ops') =>
    gateway.app.get(AccountTaskController).setRole({ action, userId, role }, { subject: '', caller });
  const rolesOf = async (token: string) => (await http.get('/api/me', { token })).body['roles'];

  it('is in the next token of whoever was given it, and taken away at once', async () => {
    const first = await http.guest();
    for (const _ of [1, 2]) expect(await set('grant', first.userId)).toEqual({ roles: ['user', 'ops'] });
    const { accessToken, refreshToken } = tokensIn(await refresh(first.refreshToken));
    expect(JSON.parse(atob(accessToken.split('.')[1]!)).roles).toEqual(['user', 'ops']);
    expect(await rolesOf(accessToken)).toEqual(['user', 'ops']);
    expect(await set('revoke', first.userId)).toEqual({ roles: ['user'] });
    await until('the token is refused', async () => {
      return (await http.get('/api/timer', { token: accessToken })).status === 401;
    });
    expect(JSON.parse(atob(tokensIn(await refresh(refreshToken)).accessToken.split('.')[1]!)).roles).toEqual(['user']);
  });

  it('is given by nobody but ops, to nobody but who has an account, and is none that nobody knows', async () => {
    const { userId } = await http.guest();
    await expect(set('grant', userId, 'timer-service')).rejects.toMatchObject({ code: 'auth/forbidden' });
    await expect(set('grant', 'nobody')).rejects.toMatchObject({ code: 'user/not-found' });
    await expect(set('grant', userId, 'ops', 'king')).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});

describe('a person', () => {
  it('takes everything home', async () => {
    const { accessToken: token, userId } = await http.guest();
    const { status, body } = await http.get('/api/me/export', { token });
    expect(status).toBe(200);
    expect(body).toMatchObject({ account: { userId, guest: true }, events: [{ of: userId }] });
    expect(JSON.stringify(body)).not.toContain('hash');
  });

  it('leaves nothing behind', async () => {
    const body = person();
    const registered = tokensIn(await http.post('/api/auth/register', { body }));
    const { accessToken: token, refreshToken, userId } = registered;
    expect((await http.delete('/api/me', { token })).status).toBe(204);
    expect(gateway.timer.erased).toContain(userId);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await http.post('/api/auth/login', { body })).status).toBe(401);
    await until('the token is refused', async () => (await http.get('/api/timer', { token })).status === 401);
    expect((await http.post('/api/auth/register', { body })).status).toBe(201);
  });

  it('is erased once they are asked for, whoever is there to do it, and forgotten for good a minute later [I-28]', async () => {
    const { accessToken: token, userId } = await http.guest();
    const erasures = gateway.app.get(Erasures);
    gateway.timer.isBroken = true;
    expect((await http.delete('/api/me', { token })).status).toBe(204);
    await until('the token is refused', async () => (await http.get('/api/timer', { token })).status === 401);
    expect(gateway.timer.erased).not.toContain(userId);
    expect(await auditOf(userId)).toEqual(['begun']);
    gateway.timer.isBroken = false;
    await erasures.pass(userId);
    expect(gateway.timer.erased).toContain(userId);
    expect(await auditOf(userId)).toEqual(['begun', 'done']);
    expect(await erasureOf(userId)).toMatchObject({ salt: expect.any(String), settled_at: null });

    await asOwner(
      `UPDATE accounts.erasures SET erased_at = erased_at - interval '1 minute' WHERE user_id = $1`,
      userId,
    );
    await erasures.pass(userId);
    expect(await erasureOf(userId)).toMatchObject({ salt: null, settled_at: expect.any(Date) });
    expect(gateway.timer.erased.filter((erased) => erased === userId)).toHaveLength(2);
    expect(await auditOf(userId)).toEqual(['begun', 'done']);
  });

  it('stays erased for a gateway that was not there to hear of it', async () => {
    const { accessToken: token, userId } = await http.guest();
    const insert = `INSERT INTO accounts.erasures (user_id, operation_id, actor, reason, salt)
      VALUES ($1, gen_random_uuid(), 'operator/anna', 'their own wish', 'salt')`;
    await asOwner(insert, userId);
    await until('the token is refused', async () => (await http.get('/api/timer', { token })).status === 401);
  });
});
