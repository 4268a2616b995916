import { HOUR, MINUTE, SECOND } from '@tidemark/domain';
import { moment, span } from './moments';
import { bar, progressLine } from './progress-line';
import { table } from './table';
import { painter, type Surroundings } from './terminal';

const ESCAPE = '\u001b';

const surroundings = (changed: Partial<Surroundings>): Surroundings => ({
  environment: {},
  isTerminal: true,
  stopping: new AbortController().signal,
  write: () => undefined,
  writeError: () => undefined,
  ask: async () => '',
  ...changed,
});

describe('what is said', () => {
  it('has colours on a terminal, and nowhere else', () => {
    expect(painter(surroundings({}))('red', 'late')).toContain(ESCAPE);
    expect(painter(surroundings({ isTerminal: false }))('red', 'late')).toBe('late');
    expect(painter(surroundings({ environment: { NO_COLOR: '1' } }))('red', 'late')).toBe('late');
  });

  it('stands in columns, numbers to the right, and a dash for nothing', () => {
    const rows = [
      ['relay', 7],
      ['checkpoints', 1200],
      [null, undefined],
    ];
    expect(table(['reader', 'lag'], rows, (_, text) => text)).toBe(
      ['reader        lag', 'relay           7', 'checkpoints  1200', '-               -'].join('\n'),
    );
  });

  it('has durations in the two largest units that say something', () => {
    expect([0, 999, 61 * SECOND, 25 * HOUR, 26 * HOUR + MINUTE, -90 * SECOND].map(span)).toEqual([
      '0 ms',
      '999 ms',
      '1 min 1 s',
      '1 d 1 h',
      '1 d 2 h',
      '-1 min 30 s',
    ]);
    expect([moment(0), moment(null)]).toEqual(['1970-01-01 00:00:00.000Z', '-']);
  });

  it('shows progress to people alone', () => {
    const shown: string[] = [];
    const writeError = (text: string) => void shown.push(text);
    progressLine(surroundings({ isTerminal: false, writeError }), false).show('half');
    progressLine(surroundings({ writeError }), true).show('half');
    expect(shown).toEqual([]);
    progressLine(surroundings({ writeError }), false).show(bar(0.5));
    expect(shown.join('')).toContain(`[${'#'.repeat(15)}${' '.repeat(15)}] 50 %`);
  });
});
