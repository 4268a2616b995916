import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { parse } from 'yaml';

interface Compose {
  readonly services: Readonly<Record<string, { environment?: Readonly<Record<string, string>> }>>;
}

const read = (file: string) => readFileSync(resolve(__dirname, '..', file), 'utf8');
const servicesIn = (file: string) => (parse(read(file), { merge: true }) as Compose).services;

const USER = /user: (?<user>[\w-]+)\s+password: \$(?<variable>\w+)/g;
const TASK = /@MessagePattern\(taskSubject\('([\w-]+)'\)\)/g;
const rights = read('deploy/nats/tidemark.conf');
const users = new Map([...rights.matchAll(USER)].map(({ groups }) => [groups?.['user'], groups?.['variable']]));
const containers = servicesIn('deploy/nats/compose.yml');
const urls = Object.entries(containers).flatMap(([name, { environment }]) => {
  const url = environment?.['TIDEMARK_NATS_URL'];
  return url === undefined ? [] : [{ name, url }];
});

describe('the rights on the bus', () => {
  it('are given to every service of ours', () => {
    const ours = Object.keys(servicesIn('docker-compose.yml')).filter((name) => /^gateway$|-service$/.test(name));
    expect(urls.map(({ name }) => name).sort()).toEqual(ours.sort());
  });

  it.each(urls)('let $name in with the password of its user', ({ url }) => {
    const { user, variable } = /^nats:\/\/(?<user>[\w-]+):\$\{(?<variable>\w+)\}@nats:4222$/.exec(url)?.groups ?? {};
    expect(users.get(user)).toBe(variable);
  });

  it('let every task be asked for and answered', () => {
    const sources = readdirSync(resolve(__dirname, '../apps'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /^[\w-]+\/src\/.*\.controller\.ts$/.test(file))
      .map((file) => read(`apps/${file}`));
    const tasks = sources.flatMap((source) => [...source.matchAll(TASK)].map(([, task]) => `tidemark.task.${task}`));
    expect(tasks.length).toBeGreaterThan(5);
    expect(tasks.filter((task) => !rights.includes(`"${task}"`))).toEqual([]);
  });

  it('have a password for each user, which the server is told', () =>
    expect(Object.keys(containers['nats']?.environment ?? {}).sort()).toEqual([...users.values()].sort()));
});
