import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { parse } from 'yaml';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Compose {
  readonly services: Readonly<Record<string, { profiles?: string[]; image?: string; volumes?: string[] }>>;
}

const read = (file: string) => readFileSync(resolve(__dirname, '..', file), 'utf8');
const parsed = <Content>(file: string) => parse(read(file), { merge: true }) as Content;

const GUIDE = 'docs/guide/operations.md';
const rules = parsed<{ groups: { rules: Rule[] }[] }>('observe/alerts.yml').groups.flatMap((group) => group.rules);
const headings = [...read(GUIDE).matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
const observers = Object.entries(parsed<Compose>('docker-compose.yml').services).filter(([, { profiles }]) =>
  profiles?.includes('observe'),
);

describe('the alerts', () => {
  it.each(rules)(
    '$alert has its chapter in the guide, and says in a sentence what is wrong',
    ({ alert, annotations }) => {
      expect(headings).toContain(alert);
      expect(annotations['runbook']).toBe(`${GUIDE}#${alert.toLowerCase()}`);
      expect(annotations['summary']).toMatch(/\.$/);
    },
  );

  it('are all that the guide has a chapter for', () =>
    expect(headings.filter((heading) => heading?.startsWith('Tidemark')).sort()).toEqual(
      rules.map(({ alert }) => alert).sort(),
    ));
});

describe('the compose profile observe', () => {
  it('names its images by a version', () => {
    expect(observers.map(([name]) => name).sort()).toEqual(['grafana', 'jaeger', 'prometheus']);
    for (const [, { image }] of observers) expect(image).toMatch(/:v?\d+\.\d+\.\d+$/);
  });

  it('mounts files that are there and can be read', () => {
    const files = observers
      .flatMap(([, { volumes = [] }]) => volumes)
      .flatMap((volume) => (volume.startsWith('./') ? [volume.split(':', 1)[0] ?? ''] : []));
    expect(files).toHaveLength(5);
    for (const file of files) expect(parsed(file)).toBeTruthy();
  });

  it('looks at every service', () => {
    const { services } = parsed<Compose>('docker-compose.yml');
    const ours = Object.keys(services).filter((name) => name === 'gateway' || name.endsWith('-service'));
    const { scrape_configs } = parsed<{ scrape_configs: { dns_sd_configs: { names: string[] }[] }[] }>(
      'observe/prometheus.yml',
    );
    expect([...(scrape_configs[0]?.dns_sd_configs[0]?.names ?? [])].sort()).toEqual(ours.sort());
  });
});
