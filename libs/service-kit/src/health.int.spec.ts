import { Health } from './health';
import { HealthServer } from './health-server';
import { LOOP_BLOCKED_MAX_MS, LoopWatch } from './loop-watch';
import { until } from '@tidemark/local-infra';
import { collectNodeMetrics, metrics } from './metrics';

let loop: LoopWatch;
let health: Health;
let server: HealthServer;

beforeEach(async () => {
  loop = new LoopWatch();
  health = new Health(loop);
  server = await HealthServer.listen(health, 0, '127.0.0.1');
});

afterEach(async () => {
  loop.stop();
  await server.close();
});

const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
const readiness = async () => {
  const response = await get('/health/ready');
  return [response.status, await response.json()];
};

describe('the health of a process', () => {
  it('is alive from the first moment, and ready when it has started', async () => {
    expect((await get('/health/live')).status).toBe(200);
    expect(await readiness()).toMatchObject([503, { status: 'starting' }]);
    health.started();
    expect(await readiness()).toEqual([200, { status: 'ready', dependencies: { 'event loop': 'up' } }]);
  });

  it('names the dependency that is down, and why', async () => {
    health.started();
    health.depend('NATS', () => {});
    health.depend('Postgres', () => Promise.reject(new Error('connection refused')));
    expect(await readiness()).toEqual([
      503,
      {
        status: 'not-ready',
        dependencies: { 'event loop': 'up', NATS: 'up', Postgres: { down: 'connection refused' } },
      },
    ]);
    expect((await get('/health/live')).status).toBe(200);
    health.depend('Postgres', () => {});
    expect((await readiness())[0]).toBe(200);
  });

  it('does not wait for a dependency that says nothing', async () => {
    health.started();
    health.depend('Redis', () => new Promise(() => {}));
    expect(await readiness()).toMatchObject([503, { dependencies: { Redis: { down: 'no answer in 1000 ms' } } }]);
  });

  it('asks for nothing new while it stops', async () => {
    health.started();
    health.stopping();
    expect(await readiness()).toMatchObject([503, { status: 'stopping' }]);
  });

  it('is not ready after its event loop was held up, and soon again [F-10]', async () => {
    health.started();
    const heldUntil = performance.now() + LOOP_BLOCKED_MAX_MS + 1_000;
    while (performance.now() < heldUntil);
    expect(await readiness()).toMatchObject([503, { dependencies: { 'event loop': { down: /blocked for/ } } }]);
    await until('it is ready again', async () => (await readiness())[0] === 200);
  });

  it('shows its numbers', async () => {
    collectNodeMetrics();
    metrics.commands.inc({ name: 'timer/start', outcome: 'done' });
    const text = await (await get('/metrics')).text();
    expect(text).toContain('tidemark_commands_total{name="timer/start",outcome="done"} 1');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('knows no other path', async () => expect((await get('/health/../etc')).status).toBe(404));
});
