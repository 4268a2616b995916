import { MINUTE, SECOND } from '@tidemark/domain';
import { welcomeBack, type Return } from './away';

const nine = Date.parse('2026-11-21T09:00:00.000Z');
const before = { status: 'running', sessionId: 'a' } as const;
const stillRunning = { status: 'running', sessionId: 'a', lastSession: null } as const;

function after(awayMs: number, change: Partial<Return> = {}): string | null {
  return welcomeBack({ leftAt: nine, returnedAt: nine + awayMs, before, found: stillRunning, ...change }, 'UTC');
}

describe('coming back', () => {
  it('is not worth a word after a reload', () => expect(after(2 * SECOND)).toBeNull());

  it('tells how long it was and that the timer went on [W2]', () =>
    expect(after(3 * MINUTE)).toBe('You were away for 3 min. The timer went on without you: nothing was lost.'));

  it('tells of a session that was completed meanwhile [T5]', () => {
    const lastSession = {
      sessionId: 'a',
      sessionType: 'work',
      ended: 'completed',
      endedAt: '2026-11-21T09:25:00.000Z',
    } as const;
    const found = { status: 'waiting', sessionId: null, lastSession } as const;
    expect(after(40 * MINUTE, { found })).toBe(
      'You were away for 40 min. Work completed at 09:25, without you: nothing was lost.',
    );
  });

  it('finds a paused session as it was left [T7]', () => {
    const paused = { ...stillRunning, status: 'paused' } as const;
    expect(after(MINUTE, { found: paused })).toContain('paused as you left it');
  });

  it('claims nothing about a timer that was not under way', () => {
    const idle = { status: 'idle', sessionId: null } as const;
    expect(after(MINUTE, { before: idle })).toBe('You were away for 1 min. Nothing was lost.');
  });
});
