import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { CommandInput } from '../calls/command-input';
import { Limiter } from '../limits/limiter';
import { HttpClient, type Answer } from '../testing/http-client';
import { planContract, PLAN_BYTES_MAX } from '../testing/plan-contract';
import { Api, type ApiParts } from './api';
import { streamEndpoints } from './endpoint';
import { failureFilter } from './failure';
import { nameRequest } from './request-id';

const USUAL_BYTES_MAX = 1_000;

let server: Server;
let http: HttpClient;
let asked: { name: string; data: object; commandId?: string; at?: string }[] = [];

beforeAll(async () => {
  const pace = { perSecond: 1_000, burst: 1_000 };
  const backend = {
    command: async (_: string, name: string, { data, commandId, at }: CommandInput) => {
      asked.push({ name, data, commandId, ...(at !== undefined && { at }) });
      return { name };
    },
    query: async (_: string, name: string, data: object) => {
      asked.push({ name, data });
      return { name };
    },
  };
  const parts = {
    verifier: { verify: async () => ({ userId: 'ada' }) },
    deeds: new Limiter(pace),
    looks: new Limiter(pace),
    backend,
    accounts: {},
    bodyBytesMax: USUAL_BYTES_MAX,
    trustedProxies: 0,
    observe: () => {},
  } as unknown as ApiParts;
  const app = express().use(nameRequest);
  new Api(parts).serve(app, streamEndpoints([planContract]));
  app.use(failureFilter(() => {}));
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  http = new HttpClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
beforeEach(() => (asked = []));
afterAll(() => server.close());

const token = 'any';
const refused = ({ status, body }: Answer) => [status, body.error?.code, body.error?.details];
const mistake = (path: string, rule: string) => [expect.objectContaining({ path, rule })];
const week = (method: string, body?: object, path = '/api/plans/strength-1/week/3') =>
  http.ask(method, path, { token, ...(body && { body }), headers: { 'idempotency-key': 'key' } });

describe('a path with fields in it', () => {
  it.each(['PUT', 'PATCH'])('gives them to the body of %s, whole numbers as numbers', async (method) => {
    expect((await week(method, { note: 'a', at: '2026-01-05T09:00:00Z' })).status).toBe(200);
    const name = method === 'PUT' ? 'plan/note' : 'plan/amend';
    const data = { planId: 'strength-1', week: 3, note: 'a' };
    expect(asked).toEqual([{ name, data, commandId: 'key', at: '2026-01-05T09:00:00Z' }]);
  });

  it('gives them to a command that has no body, beside what stands in the query', async () => {
    expect((await week('DELETE', undefined, '/api/plans/a/week/3?at=2026-01-05T09:00:00Z')).status).toBe(200);
    const data = { planId: 'a', week: 3 };
    expect(asked).toEqual([{ name: 'plan/clear', data, commandId: 'key', at: '2026-01-05T09:00:00Z' }]);
  });

  it('gives them to a question, beside what stands in the query', async () => {
    expect((await http.get('/api/plans/a?depth=2', { token })).body).toEqual({ name: 'plan/view' });
    expect(asked).toEqual([{ name: 'plan/view', data: { planId: 'a', depth: 2 } }]);
  });

  it('has them decoded before their rules are applied', async () => {
    await http.post('/api/plans/%61/close', { token });
    expect(asked).toMatchObject([{ name: 'plan/close', data: { planId: 'a' } }]);
    const answer = await http.post('/api/plans/a%2Fb/close', { token });
    expect(refused(answer)).toEqual([400, 'request/invalid', mistake('planId', 'matches')]);
  });

  it.each([
    ['a week that is none', '/api/plans/a/week/first', 'week', 'isInt'],
    ['half a week', '/api/plans/a/week/1.5', 'week', 'isInt'],
    ['week nought', '/api/plans/a/week/0', 'week', 'min'],
    ['NUL', '/api/plans/a%00/week/1', 'planId', 'noNul'],
    ['an escape that is none', '/api/plans/%zz/week/1', '', 'wellFormed'],
    ['half of a character', '/api/plans/%ff/week/1', '', 'wellFormed'],
  ])('of %s is refused', async (_, path, field, rule) => {
    const details = expect.arrayContaining(mistake(field, rule));
    expect(refused(await week('PUT', { note: '' }, path))).toEqual([400, 'request/invalid', details]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['body', 'PUT', '/api/plans/a/week/3', { note: '', week: 3 }],
    ['query', 'DELETE', '/api/plans/a/week/3?week=3', undefined],
  ])('is refused when the %s names one of them as well', async (_, method, path, body) => {
    const details = mistake('week', 'whitelistValidation');
    expect(refused(await week(method, body, path))).toEqual([400, 'request/invalid', details]);
  });

  it.each(['[]', 'null', '"text"', '[{"note":""}]', '{"note":"","__proto__":{"week":1}}'])(
    'does not make a body out of %s',
    async (body) => {
      const answer = await http.put('/api/plans/a/week/3', { token, body });
      expect(refused(answer).slice(0, 2)).toEqual([400, 'request/invalid']);
      expect(asked).toEqual([]);
    },
  );

  it('gives way to one that is spelled out, whichever was listed first', async () => {
    expect((await http.get('/api/plans/latest', { token })).body).toEqual({ name: 'plan/latest' });
  });
});

describe('a command', () => {
  it('that deletes hears what stands in a body as well as what stands in the query', async () => {
    const said = { commandId: 'key', at: '2026-01-05T09:00:00Z' };
    expect((await week('DELETE', said)).status).toBe(200);
    expect(asked).toEqual([{ name: 'plan/clear', data: { planId: 'strength-1', week: 3 }, ...said }]);
    const twice = await week('DELETE', said, '/api/plans/a/week/3?commandId=other');
    expect(refused(twice)).toEqual([400, 'request/invalid', mistake('commandId', 'once')]);
    const unknown = await week('DELETE', { wish: 1 });
    expect(refused(unknown)).toEqual([400, 'request/invalid', mistake('wish', 'whitelistValidation')]);
  });

  it('may answer that something was created', async () => {
    expect((await http.post('/api/plans', { token })).status).toBe(201);
  });

  it('may have a body as large as it says, and no larger', async () => {
    const body = { note: 'x'.repeat(USUAL_BYTES_MAX) };
    expect(refused(await week('PATCH', body)).slice(0, 2)).toEqual([413, 'request/too-large']);
    expect((await week('PUT', body)).status).toBe(200);
    const larger = { note: 'x'.repeat(PLAN_BYTES_MAX) };
    expect(refused(await week('PUT', larger)).slice(0, 2)).toEqual([413, 'request/too-large']);
  });
});
