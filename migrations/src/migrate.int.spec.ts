import { freshDatabase, testInfra, type TestInfra } from '@tidemark/local-infra';
import { migrate } from './migrate';

const WANTED = { postgres: true } as const;

describe('the migrations', () => {
  let infra: TestInfra<typeof WANTED>;

  beforeAll(async () => {
    infra = await testInfra(WANTED);
  }, 60_000);
  afterAll(() => infra.close(), 60_000);

  it('run once, however many migrators there are [F-49]', async () => {
    const { url } = await freshDatabase(infra.postgres.url);
    const ran = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(ran.map((names) => names.length).sort()).toEqual([0, 0, 7]);
    expect(await migrate(url)).toEqual([]);
  }, 60_000);

  it('share their roles with a second database of the same server', async () => {
    const databases = await Promise.all([freshDatabase(infra.postgres.url), freshDatabase(infra.postgres.url)]);
    const ran = await Promise.all(databases.map(({ url }) => migrate(url)));
    expect(ran.map((names) => names.length)).toEqual([7, 7]);
  }, 60_000);
});
