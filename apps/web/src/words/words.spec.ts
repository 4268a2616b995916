import { HOUR, MINUTE, SECOND } from '@tidemark/domain';
import { countdown, lastSession, span, timeOfDay, transition, whereWeAre } from './words';

const at = Date.parse('2026-11-21T13:32:10.000Z');

describe('the words on the page', () => {
  it.each([
    [25 * MINUTE, '25:00'],
    [25 * MINUTE - 1, '25:00'],
    [24 * MINUTE + 7 * SECOND, '24:07'],
    [1, '00:01'],
    [0, '00:00'],
    [HOUR + 5 * MINUTE, '1:05:00'],
  ])('shows %d ms as %s', (remainingMs, shown) => expect(countdown(remainingMs)).toBe(shown));

  it.each([
    [12 * SECOND, '12 s'],
    [3 * MINUTE + 59 * SECOND, '3 min'],
    [HOUR, '1 h'],
    [30 * HOUR + 5 * MINUTE, '30 h 5 min'],
    [72 * HOUR, '3 days'],
  ])('says %d ms as %s', (durationMs, said) => expect(span(durationMs)).toBe(said));

  it('tells the time by the wall clock of the place', () => {
    expect(timeOfDay(at, 'Europe/Berlin')).toBe('14:32');
    expect(whereWeAre(at, 'America/New_York')).toBe('It’s 08:32 in New York.');
    expect(whereWeAre(at, 'UTC')).toBe('It’s 13:32 UTC.');
  });

  it('says how the last session ended, and nothing where there was none', () => {
    const last = {
      sessionId: 's',
      sessionType: 'work',
      ended: 'completed',
      endedAt: '2026-11-21T13:32:10.000Z',
    } as const;
    expect(lastSession({ lastSession: last }, 'Europe/Berlin')).toBe('Work completed at 14:32');
    expect(lastSession({ lastSession: null })).toBe('');
  });

  it('says what a checkpoint saved [T6]', () => {
    const checkpoint = { timestamp: '2026-11-21T13:32:10.000Z', version: 2 };
    expect(transition({ ...checkpoint, checkpointType: 'WORK_PAUSED', remainingSeconds: 723 })).toBe(
      'Work paused, 12:03 left',
    );
    expect(transition({ ...checkpoint, checkpointType: 'SHORT_BREAK_COMPLETED', remainingSeconds: 0 })).toBe(
      'Short break completed',
    );
  });
});
