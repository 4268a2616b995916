// Records a history: node -r @swc-node/register -C @tidemark/source libs/domain/histories/record.ts <name> < story.json
// A story is `{ "title": …, "commands": [{ "type": "StartSession", "at": "2026-01-05T09:00:00.000Z", … }] }`.
// A story of another kind of stream says so: `"category": "day"`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recorded, type Story } from '../src/testing/recorded-history';

const name = process.argv[2];
if (!name || !/^[a-z0-9-]+$/.test(name)) throw new Error('Name the history in words like lunch-break');
const story = JSON.parse(readFileSync(0, 'utf8')) as Story;
const file = join(__dirname, `${name}.json`);
// A recorded history is never edited, so an existing one is not written over.
writeFileSync(file, `${JSON.stringify(recorded(story), null, 2)}\n`, { flag: 'wx' });
