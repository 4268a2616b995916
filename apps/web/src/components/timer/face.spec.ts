import { defaultSettings, MINUTE, type PresetType } from '@tidemark/domain';
import { faceOf, noWish, type Shown } from './face';

const nine = Date.parse('2026-11-21T09:00:00.000Z');

const running: Shown = {
  status: 'running',
  sessionType: 'work',
  presetType: 'short',
  roundNumber: 2,
  durationSeconds: 1_500,
  remainingSeconds: 1_500,
  endsAt: '2026-11-21T09:25:00.000Z',
};

const given = { wish: noWish, settings: defaultSettings, timezone: 'UTC' };
const chosen = (presetType: PresetType) => ({ ...given, wish: { ...noWish, presetType } });

describe('the face of the timer', () => {
  it('is alive before anybody signed in [W2]', () => {
    const face = faceOf(null, given, nine);
    expect(face).toMatchObject({ countdown: '25:00', primary: 'Start', fractionLeft: 1, title: 'Tidemark' });
  });

  it('computes what is left from the end, whenever it is asked [T1]', () => {
    expect(faceOf(running, given, nine + 10 * MINUTE)).toMatchObject({ countdown: '15:00', fractionLeft: 0.6 });
    expect(faceOf(running, given, nine + 24 * MINUTE)).toMatchObject({ countdown: '01:00', primary: 'Pause' });
  });

  it('stays at nothing when the end has passed', () => {
    expect(faceOf(running, given, nine + 30 * MINUTE)).toMatchObject({ countdown: '00:00', fractionLeft: 0 });
  });

  it('stands still when paused', () => {
    const paused: Shown = { ...running, status: 'paused', endsAt: null, remainingSeconds: 723 };
    expect(faceOf(paused, given, nine)).toMatchObject({ countdown: '12:03', primary: 'Resume', caption: 'paused' });
    expect(faceOf(paused, given, nine + MINUTE).countdown).toBe('12:03');
  });

  it('lays the next session out at full length', () => {
    const waiting: Shown = {
      ...running,
      status: 'waiting',
      sessionType: 'short_break',
      endsAt: null,
      durationSeconds: 300,
    };
    const face = faceOf({ ...waiting, remainingSeconds: 300 }, given, nine);
    expect(face).toMatchObject({
      countdown: '05:00',
      primary: 'Start',
      isBreak: true,
      title: 'Short break next · Tidemark',
    });
  });

  it('shows the chosen preset for the next start, and never on a session under way', () => {
    const idle: Shown = { ...running, status: 'idle', endsAt: null };
    expect(faceOf(idle, chosen('long'), nine)).toMatchObject({
      countdown: '50:00',
      fractionLeft: 1,
      presetType: 'long',
    });
    expect(faceOf(running, chosen('long'), nine)).toMatchObject({ countdown: '25:00', presetType: 'short' });
  });

  it('lays a length of one’s own out, for work and not for breaks', () => {
    const own = { ...given, wish: { ...noWish, durationSeconds: 40 * 60 } };
    const idle: Shown = { ...running, status: 'idle', endsAt: null };
    expect(faceOf(idle, own, nine)).toMatchObject({ countdown: '40:00', fractionLeft: 1 });
    expect(faceOf({ ...idle, sessionType: 'short_break' }, own, nine).countdown).toBe('25:00');
  });

  it('knows the lengths that somebody has set', () => {
    const settings = { ...defaultSettings, workMs: 33 * MINUTE };
    const idle: Shown = { ...running, status: 'idle', endsAt: null };
    expect(faceOf(idle, { ...chosen('custom'), settings }, nine).countdown).toBe('33:00');
  });

  it('carries the remaining time in the title [W3]', () => {
    expect(faceOf(running, given, nine + MINUTE).title).toBe('24:00 Work · Tidemark');
  });
});
