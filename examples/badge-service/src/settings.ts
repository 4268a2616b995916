import { readFileSync } from 'node:fs';

export interface Settings {
  readonly natsUrl: string;
  readonly secret: string;
  readonly postgresUrl: string;
}

export function settingsIn(environment: NodeJS.ProcessEnv): Settings {
  const secretFile = environment['TIDEMARK_SERVICE_SECRET_FILE'];
  return {
    natsUrl: named(environment, 'TIDEMARK_NATS_URL'),
    secret: secretFile ? readFileSync(secretFile, 'utf8').trim() : named(environment, 'TIDEMARK_SERVICE_SECRET'),
    postgresUrl: named(environment, 'POSTGRES_URL'),
  };
}

function named(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (!value) throw new Error(`${name} must be set.`);
  return value;
}
