import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const namesIn = (file: string, pattern: RegExp) => {
  const text = readFileSync(resolve(__dirname, '..', file), 'utf8');
  return new Set([...text.matchAll(pattern)].map(([, name]) => name));
};

describe('docker-compose.yml', () => {
  it('passes every setting on, and knows no other', () =>
    expect(namesIn('docker-compose.yml', /^ +(TIDEMARK_\w+):/gm)).toEqual(
      namesIn('.env.example', /(TIDEMARK_\w+)(?:=| may name a file)/g),
    ));
});
