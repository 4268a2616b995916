import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';

const run = promisify(execFile);
const REPOSITORY = resolve(__dirname, '../../..');
const BUILD_MS = 600_000;
const END_MS = 60_000;

const project = `tidemark-story-${randomBytes(4).toString('hex')}`;
const infra = process.env['TIDEMARK_TEST_INFRA'] ?? 'auto';
// Where containers are asked for and do not answer, the story fails instead of being left out.
const hasCompose = () => spawnSync('docker', ['compose', 'ls'], { stdio: 'ignore' }).status === 0;
const describeInContainers = infra === 'containers' || (infra === 'auto' && hasCompose()) ? describe : describe.skip;

async function docker(...words: string[]): Promise<string> {
  // Port 0 takes any free ones, because the usual may be somebody's.
  const { stdout } = await run('docker', words, { cwd: REPOSITORY, env: { ...process.env, TIDEMARK_PORT: '0' } });
  return stdout.trim();
}

const compose = (...words: string[]) => docker('compose', '--project-name', project, ...words);
const gateway = async (index: number) => `http://${await compose('port', '--index', String(index), 'gateway', '4280')}`;

describeInContainers('Tidemark in containers', () => {
  let one: string;
  let other: string;

  beforeAll(async () => {
    await compose('up', '--build', '--detach', '--wait', '--scale', 'gateway=2', '--scale', 'timer-service=2');
    [one, other] = [await gateway(1), await gateway(2)];
  }, BUILD_MS);
  afterAll(() => compose('down', '--volumes', '--timeout', '5'), END_MS);

  it('shows behind one gateway at once what was started behind the other [G1]', async () => {
    const person = await Person.guest(one);
    const desk = await person.connect('desk', { address: other });

    const { body } = await person.post('/api/timer/start', { durationSeconds: 600 });

    await eventually(() => expect(desk.timer).toMatchObject({ status: 'running', sessionId: body.sessionId }));
    person.closeEverything();
  });

  it('goes on, and completes in time, when one of two timer-services is killed [T5]', async () => {
    const person = await Person.guest(one);
    await person.post('/api/timer/start', { durationSeconds: 600 });
    await docker('kill', `${project}-timer-service-1`);

    expect((await person.post('/api/timer/pause')).body).toMatchObject({ status: 'paused' });
    const { body } = await person.post('/api/timer/start', { durationSeconds: 3, replace: true });

    await eventually(async () =>
      expect((await person.get('/api/timer')).body).toMatchObject({
        sessionType: 'short_break',
        lastSession: { sessionId: body.sessionId, ended: 'completed', endedAt: body.endsAt },
      }),
    );
  });

  it('runs as nobody special, who may write nothing', async () => {
    const status = await compose('exec', 'gateway', 'cat', '/proc/1/status');
    expect(status).toMatch(/^Uid:\s+1000\s/m);
    expect(status).toMatch(/^CapEff:\s+0+$/m);
    await expect(compose('exec', 'gateway', 'touch', '/tmp/note')).rejects.toThrow(/[Rr]ead-only file system/);
  });
});
