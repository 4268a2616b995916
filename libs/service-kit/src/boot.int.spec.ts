import { Unavailable } from '@tidemark/domain';
import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import { Bus, ServiceIdentity, taskSubject } from '@tidemark/messaging';
import { PRESENT, ROLL_CALL, type Present } from './roll-call';
import { EchoProcess } from './testing/echo-process';

const SECRET = 'a secret that only specs use, 32+ bytes';

let infra: TestInfra<{ postgres: true; nats: true }>;
let gateway: Bus;
let service: EchoProcess;

beforeAll(async () => {
  infra = await testInfra({ postgres: true, nats: true });
  gateway = await Bus.connect({
    servers: infra.nats.url,
    name: 'gateway',
    identity: new ServiceIdentity('gateway', SECRET),
  });
}, 60_000);

afterAll(async () => {
  await gateway.close();
  await infra.close();
});

afterEach(() => service.end());

const begin = (environment: NodeJS.ProcessEnv = {}) => {
  service = new EchoProcess({
    TIDEMARK_POSTGRES_URL: infra.postgres.url,
    TIDEMARK_NATS_URL: infra.nats.url,
    TIDEMARK_SERVICE_SECRET: SECRET,
    ...environment,
  });
  return service;
};
const becomesReady = () => until('the service is ready', () => service.isReady, 20_000);
const echo = (payload: object) => gateway.request(taskSubject('echo'), payload);

describe('a service from start to end', () => {
  jest.setTimeout(60_000);

  it('answers with the rights of its role, and leaves when it is told to', async () => {
    begin();
    await becomesReady();
    expect(await echo({ text: 'hello' })).toEqual({
      ok: true,
      body: { text: 'hello', role: 'pg_monitor', timeout: '5s' },
    });
    service.signal('SIGTERM');
    expect(await service.exitCode()).toBe(0);
  });

  it('waits for servers that are not there yet, says so, and is ready soon after [F-11]', async () => {
    await Promise.all([infra.nats.stop(), infra.postgres.stop()]);
    begin();
    await service.said('Waiting for NATS.');
    expect(await service.readiness()).toMatchObject({
      status: 'starting',
      dependencies: { NATS: { down: expect.any(String) } },
    });
    await infra.nats.start();
    await service.said('Waiting for Postgres.');
    expect(await service.readiness()).toMatchObject({
      status: 'starting',
      dependencies: { NATS: 'up', Postgres: { down: expect.any(String) } },
    });
    await infra.postgres.start();
    await becomesReady();
    expect(await service.readiness()).toMatchObject({ status: 'ready', dependencies: { NATS: 'up', Postgres: 'up' } });
  });

  it('names the server that is down, lives on, and works again when it is back [F-13]', async () => {
    begin();
    await becomesReady();
    await infra.postgres.kill();
    await until('Postgres is missed', async () =>
      JSON.stringify(await service.readiness()).includes('"Postgres":{"down"'),
    );
    expect(await echo({})).toMatchObject({ ok: false });
    await infra.postgres.start();
    await until('it answers again', async () => (await echo({})).ok);
  });

  it('tells the log, and not the caller, what nobody expected', async () => {
    begin();
    await becomesReady();
    const reply = await echo({ how: 'broken', correlationId: 'r-77' });
    expect(reply).toMatchObject({ ok: false, error: { status: 500 } });
    expect(JSON.stringify(reply)).not.toContain('canary');
    await service.said('the canary inside');
    expect(service.output).toContain('"correlationId":"r-77"');
  });

  it('says that it is there when the roll is called, and only then [O2]', async () => {
    begin();
    const heard: Present[] = [];
    const listening = gateway.subscribe(PRESENT, ({ data }) => heard.push(JSON.parse(data.toString()) as Present));
    await becomesReady();
    await echo({});
    expect(heard).toEqual([]);
    gateway.publish(ROLL_CALL);
    await until('somebody is there', () => heard.length > 0);
    listening.unsubscribe();
    expect(heard).toEqual([
      expect.objectContaining({ service: 'echo-service', status: 'ready', missing: [], sockets: 0, calls: 0 }),
    ]);
  });

  it('ends what is under way before it leaves [F-08]', async () => {
    begin();
    await becomesReady();
    const answer = echo({ how: 'slowly' });
    await gateway.flush();
    await until('the request is on its way', () => gateway.waitingRequests === 1);
    service.signal('SIGTERM');
    expect(await answer).toMatchObject({ ok: true });
    expect(await service.exitCode()).toBe(0);
    await expect(echo({})).rejects.toThrow(Unavailable);
  });

  it('leaves with an error when something went wrong that nobody caught', async () => {
    begin();
    await becomesReady();
    await echo({ how: 'uncaught' }).catch(() => undefined);
    expect(await service.exitCode()).toBe(1);
    expect(service.output).toContain('nobody catches me');
  });

  it('leaves when its supervisor is gone', async () => {
    begin();
    await becomesReady();
    service.disconnect();
    expect(await service.exitCode()).toBe(0);
  });

  it('says everything that is wrong with its settings, and does not start', async () => {
    begin({ TIDEMARK_POSTGRES_URL: '', TIDEMARK_LOG_LEVEL: 'loud' });
    expect(await service.exitCode()).toBe(1);
    expect(service.output).toContain('TIDEMARK_POSTGRES_URL is missing');
    expect(service.output).toContain('TIDEMARK_LOG_LEVEL must be one of');
  });
});
