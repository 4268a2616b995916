import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { finalStateOf, type History } from './testing/recorded-history';
import { schemaVersionOf } from './upcasts';

const folder = join(__dirname, '../histories');
const histories = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, history: JSON.parse(readFileSync(join(folder, file), 'utf8')) as History }));

describe('a history that was recorded once', () => {
  it.each(histories)('folds to the same state for ever: $history.title ($file) [O4] [I-10]', ({ history }) =>
    expect(finalStateOf(history)).toEqual(history.finalState),
  );

  it('is not merely empty', () => expect(histories.length).toBeGreaterThan(0));
});

describe('every event', () => {
  const seen = new Set(histories.flatMap(({ history }) => history.events.map(versioned)));
  const types = [
    ...eventTypesIn('timer/timer-words.ts', 'TimerEvents'),
    ...eventTypesIn('day/day-words.ts', 'DayEvents'),
    ...eventTypesIn('clock/work-clock-words.ts', 'ClockEvents'),
    ...eventTypesIn('program/program-words.ts', 'ProgramEvents'),
    ...eventTypesIn('draft/draft-words.ts', 'DraftEvents'),
    ...eventTypesIn('account/account-words.ts', 'AccountEvents'),
  ];
  const demanded = types.flatMap((type) =>
    Array.from({ length: schemaVersionOf(type) }, (_, index) => versioned({ type, schemaVersion: index + 1 })),
  );

  it.each(demanded)('%s is in a recorded history; a new one needs a recording (see CONTRIBUTING) [I-10]', (event) =>
    expect(seen).toContain(event),
  );

  it('in a history is one that we know, in a version that we know', () =>
    expect([...seen].filter((event) => !demanded.includes(event))).toEqual([]));
});

function versioned({ type, schemaVersion }: { type: string; schemaVersion: number }): string {
  return `${type} v${schemaVersion}`;
}

/** Read from the source, where the vocabulary is a type that leaves no trace when it runs. */
function eventTypesIn(file: string, table: string): string[] {
  const text = readFileSync(join(__dirname, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const vocabulary = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === table,
  );
  return (vocabulary?.members ?? []).map(({ name }) => name?.getText(source) ?? '');
}
