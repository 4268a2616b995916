import { testInfra, type TestInfra } from '@tidemark/local-infra';
import { migrate } from '@tidemark/migrations';
import { Client } from 'pg';

const WANTED = { postgres: true } as const;

/** A Postgres with today's tables, and the two ways into it. */
export interface Migrated {
  readonly infra: TestInfra<typeof WANTED>;
  /** What the command line is told. */
  readonly environment: NodeJS.ProcessEnv;
  asOwner<Row>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

export async function startMigrated(): Promise<Migrated> {
  const infra = await testInfra(WANTED);
  const { url } = infra.postgres;
  await migrate(url);
  return {
    infra,
    environment: { TIDEMARK_POSTGRES_URL: url },
    asOwner: async <Row>(statement: string, values: readonly unknown[] = []) => {
      const owner = new Client({ connectionString: url });
      await owner.connect();
      try {
        return (await owner.query(statement, [...values])).rows as Row[];
      } finally {
        await owner.end();
      }
    },
  };
}
