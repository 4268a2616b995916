import { testInfra, type TestInfra } from '@tidemark/local-infra';
import { Bus, ServiceIdentity } from '@tidemark/messaging';
import { EXIT } from '../terminal/exit-codes';
import { Access } from './access';

const START_MAX_MS = 60_000;
const PATIENCE_MS = 60_000;
const SECRET = 'a secret of the test'.repeat(2);

describe('a service that is asked and says nothing', () => {
  let infra: TestInfra<{ nats: true }>;
  let mute: Bus;

  beforeAll(async () => {
    infra = await testInfra({ nats: true });
    mute = await Bus.connect({ servers: infra.nats.url, name: 'mute', identity: new ServiceIdentity('mute', SECRET) });
  }, START_MAX_MS);

  afterAll(async () => {
    await mute?.close();
    await infra?.close();
  }, START_MAX_MS);

  it('is not waited for any longer than somebody wants to [O1]', async () => {
    const stopping = new AbortController();
    mute.subscribe('tidemark.task.mute', () => stopping.abort());
    await mute.flush();
    const environment = { TIDEMARK_NATS_URL: infra.nats.url, TIDEMARK_SERVICE_SECRET: SECRET };
    const access = new Access(environment, { stopping: stopping.signal });

    const asking = access.ask('tidemark.task.mute', {}, PATIENCE_MS);

    await expect(asking).rejects.toMatchObject({ exitCode: EXIT.cancelled });
    await access.close();
  });
});
