import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Bench } from '../bench';
import { machine } from './machine';
import { tableText, type Table } from './table';

const DOCUMENT = join(__dirname, '../../../docs/performance.md');

/** Puts what was measured between the markers of its section; the words around them are a person's and stay. */
export async function writeSection({ name, title }: Bench, table: Table, busyBefore: number): Promise<void> {
  const begin = `<!-- bench:${name} -->`;
  const end = `<!-- /bench:${name} -->`;
  const measured = [
    begin,
    '',
    `${await machine(busyBefore)} \`npm run bench -- ${name}\``,
    '',
    tableText(table),
    '',
    end,
  ].join('\n');
  const text = readFileSync(DOCUMENT, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  const next =
    from < 0
      ? `${text.trimEnd()}\n\n## ${title}\n\n${measured}\n`
      : text.slice(0, from) + measured + text.slice(to + end.length);
  writeFileSync(DOCUMENT, next);
}
