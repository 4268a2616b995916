import { MINUTE, type DraftView, type SessionView, type TimerView } from '@tidemark/domain';
import { draftLetter, forgottenLetter, noted, refusedLetter, unattendedLetter } from './letters';

const nine = Date.parse('2026-11-21T09:00:00.000Z');
const iso = (at: number) => new Date(at).toISOString();
const stretch = (at: number) => ({ sessionId: 'a', from: iso(at), to: iso(at + 20 * MINUTE) });

describe('what waits in the inbox', () => {
  it('is time in which nobody was there, the latest first [T12]', () => {
    const timer = { unattended: [stretch(nine), stretch(nine + 40 * MINUTE)] } as unknown as TimerView;
    const latest = unattendedLetter(timer, [], 'UTC');
    expect(latest?.text).toContain('from 09:40 to 10:00 (20 min)');
    expect(unattendedLetter(timer, [latest?.key ?? ''], 'UTC')?.text).toContain('from 09:00 to 09:20');
  });

  it('is taken out as the server has noted it', () => {
    const [first, second] = [stretch(nine), stretch(nine + 40 * MINUTE)];
    const seen = { ...second, from: iso(nine + 40 * MINUTE - 3) };
    expect(noted([first, second], seen)).toBe(second);
    expect(noted([first, second], { ...seen, sessionId: 'b' })).toBeUndefined();
  });

  it('is a clock-out that was forgotten', () => {
    const session = { forgottenClockOut: { since: iso(nine), thresholdHours: 12 } } as SessionView;
    expect(forgottenLetter(session, 'Europe/Berlin')?.text).toContain('on Saturday at 10:00');
    expect(forgottenLetter({ forgottenClockOut: null } as SessionView, 'UTC')).toBeNull();
  });

  it('is a draft to go on with, unless one is open', () => {
    const draft = { id: 'd', status: 'draft', title: 'Tyres', updatedAt: iso(nine) } as DraftView;
    const text = (active?: DraftView) => draftLetter(active, [draft, draft], nine + 2 * MINUTE)?.text;
    expect(text()).toBe('“Tyres” is half done, last saved 2 min ago. There are 2 drafts.');
    expect(text({ ...draft, status: 'active' })).toBe('“Tyres” is open.');
  });

  it('is what the server refused, with its reason [X7]', () => {
    const entry = { key: 'k', refusal: { code: 'a/b', message: 'Not like this.' } };
    expect(refusedLetter([entry] as never)?.text).toBe('A change was refused: Not like this.');
    expect(refusedLetter([])).toBeNull();
  });
});
