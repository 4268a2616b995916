import { HOUR, MINUTE, SECOND } from '@tidemark/domain';
import { ringOf } from './bell';
import { faviconOf } from './favicon';

const nine = Date.parse('2026-11-21T09:00:00.000Z');
const endedAt = '2026-11-21T09:00:00.000Z';
const last = { sessionId: 'a', sessionType: 'work', ended: 'completed', endedAt } as const;
const running = { status: 'running', sessionType: 'work', lastSession: null } as const;
const inBreak = { status: 'running', sessionType: 'short_break', lastSession: last } as const;

describe('the bell', () => {
  it('rings when a session comes to its end [W3]', () =>
    expect(ringOf(running, inBreak, nine + SECOND)).toEqual({
      title: 'Work completed',
      body: 'Your short break has begun.',
    }));

  it('rings once', () => expect(ringOf(inBreak, inBreak, nine + SECOND)).toBeNull());

  it('does not ring when a page opens', () => expect(ringOf(null, inBreak, nine + SECOND)).toBeNull());

  it('does not ring for what was long ago', () => expect(ringOf(running, inBreak, nine + HOUR)).toBeNull());

  it('does not ring where somebody stopped', () => {
    const stopped = { ...inBreak, lastSession: { ...last, ended: 'stopped' } } as const;
    expect(ringOf(running, stopped, nine + MINUTE / 2)).toBeNull();
  });
});

describe('the picture in the tab', () => {
  const face = { status: 'running', isBreak: false, fractionLeft: 0.5 } as const;

  it('is drawn anew only when it looks different', () => {
    expect(faviconOf({ ...face, fractionLeft: 0.499 })).toBe(faviconOf(face));
    expect(faviconOf({ ...face, fractionLeft: 0.4 })).not.toBe(faviconOf(face));
  });

  it('tells work from a break, and both from a pause', () => {
    const seen = [face, { ...face, isBreak: true }, { ...face, status: 'paused' } as const].map(faviconOf);
    expect(new Set(seen).size).toBe(3);
  });
});
