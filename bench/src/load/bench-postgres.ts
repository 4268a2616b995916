import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventLogSchema } from '@tidemark/event-log';
import { startPostgres, type Server } from '@tidemark/local-infra';
import { Client } from 'pg';

/** A Postgres that forces its writes to the disk, for one bench. */
export class BenchPostgres {
  private constructor(
    readonly server: Server,
    readonly owner: Client,
    readonly dataDir: string,
  ) {}

  static async start(): Promise<BenchPostgres> {
    const dataDir = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
    chmodSync(dataDir, 0o755);
    const server = await startPostgres({ dataDir: join(dataDir, 'postgres'), durable: true });
    const owner = new Client(server.url);
    await owner.connect();
    return new BenchPostgres(server, owner, dataDir);
  }

  get url(): string {
    return this.server.url;
  }

  /** An empty event log of this name; returns the role that may append to it. */
  async makeLog(schema: string): Promise<string> {
    const role = `tidemark_${schema}`;
    for (const statement of eventLogSchema(schema, role)) await this.owner.query(statement);
    return role;
  }

  async stop(): Promise<void> {
    await this.owner.end();
    await this.server.wipe();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
