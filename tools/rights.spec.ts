import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { parse } from 'yaml';

interface Compose {
  readonly services: Readonly<Record<string, { environment?: Readonly<Record<string, string>> }>>;
}

const read = (file: string) => readFileSync(resolve(__dirname, '..', file), 'utf8');
const servicesIn = (file: string) => (parse(read(file), { merge: true }) as Compose).services;

const USER = /user: (?<user>[\w-]+)\s+password: \$(?<variable>\w+)/g;
const users = new Map(
  [...read('deploy/nats/tidemark.conf').matchAll(USER)].map(({ groups }) => [groups?.['user'], groups?.['variable']]),
);
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

  it('have a password for each user, which the server is told', () =>
    expect(Object.keys(containers['nats']?.environment ?? {}).sort()).toEqual([...users.values()].sort()));
});
