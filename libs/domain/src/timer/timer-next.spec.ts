import { MINUTE } from '../decider';
import { defaultSettings, type TimerSettings } from './settings';
import { given } from '../testing/given';
import { byHand, facts, nine, past, says, shortBreak, work } from '../testing/timer-story';
import { timer } from './timer';
import type { Session, TimerEvent } from './timer-words';

const second = { ...work, sessionId: 'second' };

describe('rounds', () => {
  it('count work from 1, and a break has the round of its work [T2]', () =>
    given(timer, facts.started(nine))
      .when(says.wake(past(25), past(25), byHand))
      .then(facts.completed(past(25), { ...shortBreak, roundNumber: 1 })));

  it('grow with the work after the break [T2]', () =>
    given(timer, facts.started(nine), facts.completed(past(25), shortBreak), facts.started(past(25), shortBreak))
      .when(says.wake(past(30), past(30), byHand))
      .then(facts.completed(past(30), { ...work, roundNumber: 2 }, shortBreak)));

  it.each([
    [1, 4, 'short_break'],
    [3, 4, 'short_break'],
    [4, 4, 'long_break'],
    [5, 4, 'short_break'],
    [8, 4, 'long_break'],
    [2, 2, 'long_break'],
    [1, 1, 'long_break'],
  ] as const)(
    'lead from work %i, with an interval of %i, to a %s [T2]',
    (roundNumber, longBreakInterval, sessionType) => {
      const session: Session = { ...work, roundNumber };
      const durationMs = (sessionType === 'long_break' ? 15 : 5) * MINUTE;
      given(timer, facts.started(nine, session))
        .when(says.wake(past(25), past(25), { ...byHand, longBreakInterval }))
        .then(facts.completed(past(25), { ...session, sessionType, durationMs }, session));
    },
  );

  it('are done when work is skipped, too [T2]', () =>
    given(
      timer,
      facts.started(nine),
      facts.interrupted(past(5), 20 * MINUTE, 'skipped'),
      facts.started(past(5), shortBreak),
    )
      .when(says.skip(past(6)))
      .then(
        facts.interrupted(past(6), 4 * MINUTE, 'skipped', shortBreak),
        facts.started(past(6), { ...second, roundNumber: 2 }),
      ));

  it('are kept when work is stopped', () =>
    given(timer, facts.started(nine, { ...work, roundNumber: 1 }), facts.interrupted(past(5), 20 * MINUTE, 'stopped'))
      .when(says.start(past(6)))
      .then(facts.started(past(6), second)));

  it('go on when a break is stopped, so that a long break comes for those who stop every break [T2]', () =>
    given(
      timer,
      facts.started(nine),
      facts.completed(past(25), shortBreak),
      facts.started(past(25), shortBreak),
      facts.interrupted(past(26), 4 * MINUTE, 'stopped', shortBreak),
    )
      .when(says.start(past(27)))
      .then(facts.started(past(27), { ...second, roundNumber: 2 })));

  it('go on when work is started in place of the break laid out [T2]', () =>
    given(timer, facts.started(nine), facts.completed(past(25), shortBreak))
      .when(says.start(past(27), { sessionType: 'work' }))
      .then(facts.started(past(27), { ...second, roundNumber: 2 })));

  it('do not begin with a break [T2]', () => {
    const history: TimerEvent[] = [
      facts.started(nine, shortBreak),
      facts.completed(past(5), { ...work, roundNumber: 1 }, shortBreak),
    ];
    given(timer, history[0] as TimerEvent)
      .when(says.wake(past(5), past(5), byHand))
      .then(history[1] as TimerEvent);
    given(timer, ...history)
      .when(says.start(past(6)))
      .then(facts.started(past(6), second));
  });

  it('begin anew when the timer was abandoned [T7]', () =>
    given(timer, facts.started(nine), facts.completed(past(25), shortBreak), facts.dropped(past(1465), 'abandoned'))
      .when(says.start(past(2000)))
      .then(facts.started(past(2000), second)));
});

describe('presets', () => {
  const own: TimerSettings = {
    ...defaultSettings,
    workMs: 40 * MINUTE,
    shortBreakMs: 8 * MINUTE,
    longBreakMs: 20 * MINUTE,
  };

  it.each([
    ['short', 'work', 25],
    ['short', 'short_break', 5],
    ['short', 'long_break', 15],
    ['long', 'work', 50],
    ['long', 'short_break', 10],
    ['long', 'long_break', 30],
    ['custom', 'work', 40],
    ['custom', 'short_break', 8],
    ['custom', 'long_break', 20],
  ] as const)('%s makes a %s %i minutes long [T2]', (presetType, sessionType, minutes) =>
    given(timer)
      .when(says.start(nine, { presetType, sessionType, settings: own }))
      .then(facts.started(nine, { ...second, presetType, sessionType, durationMs: minutes * MINUTE })),
  );

  it('go on over the sessions that follow [T2]', () =>
    given(timer, facts.started(nine, { ...work, presetType: 'long', durationMs: 50 * MINUTE }))
      .when(says.skip(past(1)))
      .then(
        facts.interrupted(past(1), 49 * MINUTE, 'skipped', { ...work, presetType: 'long', durationMs: 50 * MINUTE }),
        facts.started(past(1), { ...shortBreak, presetType: 'long', durationMs: 10 * MINUTE }),
      ));

  it('are remembered over a stop', () => {
    const long: Session = { ...work, presetType: 'long', durationMs: 50 * MINUTE };
    given(timer, facts.started(nine, long), facts.interrupted(past(1), 49 * MINUTE, 'stopped', long))
      .when(says.start(past(2)))
      .then(facts.started(past(2), { ...long, sessionId: 'second' }));
  });

  it('are the own durations of somebody who set them', () =>
    given(timer)
      .when(says.start(nine, { settings: own }))
      .then(facts.started(nine, { ...second, presetType: 'custom', durationMs: 40 * MINUTE })));

  it('give way to durations set after the first session', () =>
    given(timer, facts.started(nine), facts.interrupted(past(1), 24 * MINUTE, 'stopped'))
      .when(says.start(past(2), { settings: own }))
      .then(facts.started(past(2), { ...second, presetType: 'custom', durationMs: 40 * MINUTE })));

  it('keep a session as it was laid out when settings change meanwhile', () => {
    const ownBreak: Session = { ...shortBreak, presetType: 'custom', durationMs: 8 * MINUTE };
    const ownWork: Session = { ...work, presetType: 'custom', durationMs: 40 * MINUTE };
    given(timer, facts.started(nine, ownWork), facts.completed(past(40), ownBreak, ownWork))
      .when(says.start(past(41), { settings: { ...own, shortBreakMs: 2 * MINUTE } }))
      .then(facts.started(past(41), ownBreak));
  });

  it('lay a session out anew when another one is named', () =>
    given(timer, facts.started(nine), facts.completed(past(25), shortBreak))
      .when(says.start(past(26), { presetType: 'custom', settings: own }))
      .then(facts.started(past(26), { ...shortBreak, presetType: 'custom', durationMs: 8 * MINUTE })));
});
