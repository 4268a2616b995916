import { startMigrated, type Migrated } from '../testing/migrated';
import { runCommand, type Wishes } from '../testing/run-command';

const START_MAX_MS = 60_000;

let migrated: Migrated;
beforeAll(async () => {
  migrated = await startMigrated();
  await migrated.asOwner(`INSERT INTO accounts.users (user_id, guest) VALUES ('ada', true)`);
}, START_MAX_MS);
afterAll(() => migrated?.infra.close());

const erase = (user: string, words: readonly string[], wishes?: Wishes) => {
  const nowhere = { TIDEMARK_NATS_URL: 'nats://127.0.0.1:1', TIDEMARK_SERVICE_SECRET: 'x'.repeat(32) };
  const environment = { ...migrated.environment, ...nowhere };
  return runCommand(environment, ['erase', user, '--reason', 'a spec', ...words], wishes);
};

describe('whoever erases somebody', () => {
  it('types the id of the user at a terminal', async () => {
    const mistaken = await erase('ada', [], { isTerminal: true, typed: 'eve' });
    expect(mistaken).toMatchObject({ exitCode: 130, complaint: 'That is another id; nothing was done.\n' });
    // Meant, and then nobody is there who could do it.
    expect(await erase('ada', [], { isTerminal: true, typed: ' ada ' })).toMatchObject({ exitCode: 5 });
  });

  it('says that it is meant where nobody can be asked', async () => {
    expect(await erase('ada', [])).toMatchObject({
      exitCode: 2,
      complaint: expect.stringContaining('--yes') as string,
    });
    expect(await erase('ada', ['--yes'])).toMatchObject({ exitCode: 5 });
  });

  it('names somebody who is there', async () =>
    expect(await erase('eve', ['--yes'])).toMatchObject({ exitCode: 3, complaint: 'There is no user eve.\n' }));
});
