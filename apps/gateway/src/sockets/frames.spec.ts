import { dayContract, progressContract, timerContract, type Fact, type StreamContract } from '@tidemark/contracts';
import { program, programLogView, type DaySettings, type DayWish, type Instant } from '@tidemark/domain';
import { Days } from '../testing/days';
import { changesIn, changesSince, reachedBy } from './frames';

const nine = Date.parse('2026-01-05T09:00:00Z');
const late = Date.parse('2026-01-05T20:00:00Z');
const midnight = '2026-01-06T00:00:00.000Z';

let days: Days;
beforeEach(() => (days = new Days()));

const told = (at: Instant) => ({ at, receivedAt: at, deviceId: null });
const change = (at: Instant, changes: Partial<DaySettings>): DayWish => ({
  type: 'ChangeSettings',
  ...told(at),
  changes,
});
const override = (at: Instant, count: number): DayWish => ({ type: 'OverrideCount', ...told(at), count });

const log = (revision: number) => programLogView(program.initial, { week: 1, day: 1 }, { programId: 'plan', revision });

interface Heard {
  readonly event: string;
  readonly body: Record<string, unknown>;
}

/** What a device hears of these wishes, after the first of them. */
function heardOf(...wishes: readonly DayWish[]): Heard[] {
  const facts = wishes.map((wish) => days.wish('ada', wish)).slice(1);
  return facts.flat().flatMap((fact) => changesIn(dayContract, fact).flatMap(({ frames }) => frames.map(read)));
}
function read(frame: string): Heard {
  const [event, body] = JSON.parse(frame.slice(1)) as [string, Record<string, unknown>];
  return { event, body };
}
const names = (heard: readonly Heard[]) =>
  heard.map(({ event, body }) => (event === 'changed' ? `changed ${String(body['kind'])}` : event));
const last = (heard: readonly Heard[], name: string) => heard.findLast(({ event }) => event === name)?.body;

describe('what devices hear of a day, in order [D9]', () => {
  it('when it ends: the settings, the count, the reset and the fresh count [D4]', () => {
    const heard = heardOf(override(nine, 7), { type: 'CloseDay', ...told(Date.parse(midnight)) });
    expect(names(heard)).toEqual([
      'changed configuration',
      'changed sessionCount',
      'daily_reset',
      'session_count_update',
    ]);
    const reset = { resetType: 'scheduled_daily', previousCount: 7, newCount: 0, localDate: '2026-01-06' };
    expect(last(heard, 'daily_reset')).toEqual({ ...reset, nextResetAt: '2026-01-07T00:00:00.000Z' });
    expect(last(heard, 'session_count_update')).toEqual({ count: 0, manualSessionOverride: null });
  });

  it('when the user sets the count back, which is a reset too [D6]', () => {
    const heard = heardOf(override(nine, 7), { type: 'ResetCount', ...told(nine) });
    expect(names(heard)).toEqual(['changed sessionCount', 'daily_reset', 'session_count_update']);
    const reset = { resetType: 'manual_reset', previousCount: 7, newCount: 0, localDate: '2026-01-05' };
    expect(last(heard, 'daily_reset')).toEqual({ ...reset, nextResetAt: midnight });
  });

  it('when the count is overridden, and when a session counts [D3]', () => {
    const count: DayWish = { type: 'CountSession', ...told(late), sessionId: 'first', completedAt: late };
    const heard = heardOf(override(nine, 3), override(nine, 7), count);
    expect(names(heard)).toEqual(Array(2).fill(['changed sessionCount', 'session_count_update']).flat());
    expect(last(heard, 'session_count_update')).toEqual({ count: 8, manualSessionOverride: 7 });
  });

  it('when preferences change: all settings', () => {
    const heard = heardOf(override(nine, 0), change(nine, { theme: 'light' }));
    expect(names(heard)).toEqual(['changed configuration', 'configuration_changed']);
    expect(last(heard, 'configuration_changed')).toEqual(days.shown('ada', nine).configuration);
  });

  it('when the zone changes: every state first, then the zone, then all settings [D6]', () => {
    const heard = heardOf(override(nine, 7), change(nine, { timezone: 'Europe/Berlin' }));
    const pushes = ['timezone_changed', 'configuration_changed'];
    expect(names(heard)).toEqual(['changed sessionCount', 'changed configuration', ...pushes]);
    const berlin = { timezone: 'Europe/Berlin', nextResetAt: '2026-01-05T23:00:00.000Z' };
    expect(last(heard, 'timezone_changed')).toEqual(berlin);
  });

  it('when the reset time changes: nothing of the zone', () => {
    const heard = heardOf(override(nine, 7), change(nine, { dailyResetTime: { hour: 16 } }));
    expect(names(heard)).toEqual(['changed sessionCount', 'changed configuration', 'configuration_changed']);
    expect(last(heard, 'configuration_changed')).toMatchObject({ nextResetAt: '2026-01-06T16:00:00.000Z' });
  });

  it('when the zone is one where it is tomorrow: of the zone once, with the end of the day that begins [D6]', () => {
    const heard = heardOf(override(nine, 7), change(late, { timezone: 'Asia/Tokyo' }));
    expect(names(heard).filter((name) => !name.startsWith('changed'))).toEqual([
      ...['timezone_changed', 'configuration_changed'],
      ...['daily_reset', 'session_count_update'],
    ]);
    const tokyo = { timezone: 'Asia/Tokyo', nextResetAt: '2026-01-06T15:00:00.000Z' };
    expect(last(heard, 'timezone_changed')).toEqual(tokyo);
    expect(last(heard, 'daily_reset')).toMatchObject({ resetType: 'timezone_change', localDate: '2026-01-06' });
  });

  it('when it begins: the count, and nothing by name', () => {
    const [begun] = days.wish('ada', { type: 'BeginDay', ...told(nine) });
    const heard = changesIn(dayContract, begun!).flatMap(({ frames }) => frames.map(read));
    expect(names(heard)).toEqual(['changed sessionCount']);
  });
});

describe('a fact', () => {
  it('has one part of its state for each kind', () => {
    const [, overridden] = days.wish('ada', override(nine, 7));
    const [{ frames, ...rest }] = changesIn(dayContract, overridden!) as [ReturnType<typeof changesIn>[0]];
    expect(rest).toEqual({ about: 'day-ada', kind: 'sessionCount', revision: 20 });
    expect(read(frames[0]!).body).toEqual({
      kind: 'sessionCount',
      revision: 20,
      event: { type: 'CountOverridden', at: '2026-01-05T09:00:00.000Z' },
      state: days.shown('ada', nine).sessionCount,
      origin: { deviceId: null, commandId: null },
    });
  });

  it('is about one part where states are told in parts, which news of another do not replace [P5]', () => {
    const [fact] = days.wish('ada', override(nine, 7));
    const state = { programId: 'plan', week_number: 3, day_number: 2 };
    const [change] = changesIn(progressContract, { ...fact!, streamId: 'program-ada.plan', state } as Fact);
    expect(change).toMatchObject({ about: 'program-ada.plan 3.2', kind: 'progress' });
    expect(read(change!.frames[0]!).body).toMatchObject({ state });
  });

  it('has one state where there is one kind', () => {
    const fact = { ...days.wish('ada', override(nine, 7))[0]!, type: 'SessionStarted', state: { status: 'running' } };
    const [change] = changesIn(timerContract, fact as Fact);
    expect(read(change!.frames[0]!).body).toMatchObject({ kind: 'timer', state: { status: 'running' } });
  });

  it('that nobody follows is no news', () => {
    const [fact] = days.wish('ada', override(nine, 7));
    const unfollowed: StreamContract = { ...dayContract, revision: null, kinds: [], kindsOf: () => [] };
    expect(changesIn(unfollowed, fact!)).toEqual([]);
    expect(changesIn(dayContract, { ...fact!, type: 'NobodyKnows' })).toEqual([]);
  });
});

describe('a snapshot after an outage', () => {
  const nothing = { timer: null, session: null, configuration: null, sessionCount: null, progress: null, drafts: null };

  it('is news of both kinds of a day, and of the count by its name', () => {
    days.wish('ada', override(nine, 7));
    const snapshot = { ...nothing, serverTime: midnight, ...days.shown('ada', nine), revisions: { timer: 5, day: 20 } };
    const heard = changesSince(dayContract, snapshot).flatMap(({ frames }) => frames.map(read));
    expect(names(heard)).toEqual(['changed configuration', 'changed sessionCount', 'session_count_update']);
    expect(heard[0]?.body).toMatchObject({ revision: 20, event: { type: 'CaughtUp', at: midnight } });
  });

  it('is news of each workout that is listed, up to the revision of the last [P5]', () => {
    const progress = [log(7), log(9)];
    const snapshot = { ...nothing, serverTime: midnight, progress, revisions: { timer: 5, progress: 20 } };
    const changes = changesSince(progressContract, snapshot);
    expect(changes.map(({ revision }) => revision)).toEqual([7, 9]);
    expect(new Set(changes.map(({ about }) => about)).size).toBe(2);
    expect(reachedBy(snapshot)).toEqual({ timer: 5, progress: 9 });
    expect(reachedBy({ ...snapshot, progress: null })).toEqual({ timer: 5, progress: 20 });
  });

  it.each([
    ['is no news where the parts are null', { timer: 5, day: 20 }],
    ['is none where nobody told of the stream', { timer: 5 }],
  ])('%s', (_, revisions) =>
    expect(changesSince(dayContract, { ...nothing, serverTime: midnight, revisions })).toEqual([]),
  );
});
