import { dayContract, draftContract, progressContract, sessionContract, timerContract } from '@tidemark/contracts';
import {
  dayAt,
  dayByCalendar,
  configurationView,
  day,
  defaultSettings,
  draft,
  draftView,
  fold,
  MINUTE,
  Rejection,
  SECOND,
  sessionCountView,
  timer,
  timerView,
  toIso,
  type DayWish,
  type Timer,
} from '@tidemark/domain';
import fc from 'fast-check';
import { routes, type CommandName } from '../link/routes';
import type { Entry } from '../outbox/entry';
import { clockCommand } from './clock-guess';
import { guessDay } from './day-guess';
import { guessDraft } from './draft-guess';
import { programCommand } from './program-guess';
import { guessTimer, timerCommand } from './timer-guess';

const at = Date.parse('2026-11-21T09:00:00.000Z');
const key = 'the-key';
const configuration = configurationView(day.initial, { now: at, revision: 1 });
const place = { programId: 'p', week_number: 2, day_number: 3 };

/** One example of each command that is decided here as on the server. */
const examples: Partial<Record<CommandName, object>> = {
  'timer/start': { sessionType: 'work', presetType: 'long', durationSeconds: 90, task: null, replace: true },
  'timer/pause': {},
  'timer/resume': {},
  'timer/skip': {},
  'timer/stop': {},
  'timer/extend': { seconds: 60 },
  'timer/task': { task: { id: 't', title: 'Tides' } },
  'timer/trim': { sessionId: 's', from: toIso(at - MINUTE), to: toIso(at) },
  'session/clock-in': {},
  'session/clock-out': {},
  'session/save': { currentStatus: 'IN', entries: [{ id: 'e', timestamp: at, type: 'IN' }], baseRevision: 4 },
  'session/clear': {},
  'session/add-entry': { id: 'e', timestamp: at, type: 'OUT' },
  'session/correct-entry': { id: 'e', timestamp: at },
  'session/remove-entry': { id: 'e' },
  'session/threshold': { thresholdHours: 9 },
  'progress/complete': { ...place, completed_at: toIso(at), intensity_rating: 'hard', scheduled_date: '2026-12-01' },
  'progress/intensity': { ...place, intensity_rating: 'easy' },
  'progress/schedule': { ...place, scheduled_date: '2026-12-01', cascade: true },
  'progress/exercises': { ...place, exercise_logs: [{ sets: 3 }] },
};

function entryOf(name: CommandName, data: object, happenedAt = at): Entry {
  const way = { lane: 'person', holdMs: 0, slot: null, isTimed: true };
  return { key, name, data: data as Entry['data'], happenedAt, userId: 'u', order: 1, ...way };
}

describe('what is wished is understood here as it is on the server', () => {
  const contracts = [timerContract, sessionContract, progressContract];
  const stated = new Map(
    contracts.flatMap(({ commands }) => commands.map((command) => [command.name as CommandName, command] as const)),
  );

  it('for every command of the timer, the work clock and workouts', () => {
    const decidedHere = Object.keys(routes).filter((name) => /^(timer|session|progress)\//.test(name));
    expect(Object.keys(examples).sort()).toEqual(decidedHere.filter((name) => name !== 'progress/bulk-sync').sort());
  });

  it.each(Object.keys(examples) as CommandName[])('%s', (name) => {
    const dayHolding = (instant: number) => dayAt(instant, configuration);
    const given = {
      at,
      receivedAt: at,
      newId: key,
      deviceId: null,
      settings: defaultSettings,
      revision: 4,
      dayHolding,
    };
    const expected = stated.get(name)?.toCommand(examples[name] ?? {}, given as never);
    const entry = entryOf(name, examples[name] ?? {});
    const understood =
      timerCommand(entry, defaultSettings) ?? clockCommand(entry, configuration) ?? programCommand(entry);
    expect(understood).toEqual(expected);
  });
});

describe('a guess of the timer', () => {
  const names = fc.constantFrom<CommandName>(...(Object.keys(examples) as CommandName[]).slice(0, 7));
  const seenAt = (now: number) => ({ now, lastSeenAt: now, settings: defaultSettings, version: 1, revision: 1 });

  it('is what the server makes of the same wishes [S2] [X4]', () => {
    const wish = fc.record({ name: names, afterSeconds: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), fc.nat(12), (wishes, told) => {
        let [now, onServer] = [at, timer.initial as Timer];
        let view = timerView(onServer, seenAt(now));
        const waiting: Entry[] = [];
        wishes.forEach(({ name, afterSeconds }, nth) => {
          now += afterSeconds * SECOND;
          const entry = { ...entryOf(name, { ...examples[name], durationSeconds: 3_600 }, now), key: `${nth}` };
          onServer = heard(onServer, entry);
          if (nth < told) view = timerView(onServer, seenAt(now));
          else waiting.push(entry);
        });
        expect(guessTimer(view, configuration, waiting, now, (at) => at)).toEqual(timerView(onServer, seenAt(now)));
      }),
    );
  });

  function heard(state: Timer, entry: Entry): Timer {
    const command = timerCommand(entry, defaultSettings);
    try {
      return command ? fold(timer, state, timer.decide(state, command)) : state;
    } catch (failure) {
      if (failure instanceof Rejection) return state;
      throw failure;
    }
  }
});

describe('a guess of settings and count', () => {
  const sessionCount = sessionCountView(day.initial, { now: at, revision: 1 });
  const wishes: [CommandName, object][] = [
    ['configuration/set', { theme: 'light', workDuration: 3_000, autoStartWork: false }],
    ['session-count/set', { count: 7 }],
    ['session-count/reset', {}],
  ];

  it.each(wishes)('is what the server makes of %s', (name, data) => {
    const decider = dayByCalendar('test');
    const command = dayContract.commands.find((command) => command.name === name);
    const given = { at, receivedAt: at, newId: key, deviceId: null };
    const wish = command?.toCommand(data, given) as DayWish;
    const after = fold(decider, decider.initial, decider.decide(decider.initial, wish));
    expect(guessDay({ configuration, sessionCount }, [entryOf(name, data)])).toEqual({
      configuration: configurationView(after, { now: at, revision: 1 }),
      sessionCount: sessionCountView(after, { now: at, revision: 1 }),
    });
  });
});

describe('a guess of a draft', () => {
  const speaker = { userId: 'u', draftId: key, base: null, restored: null, activeElsewhere: null };
  const given = { at, receivedAt: at, newId: key, deviceId: null, ...speaker };
  const story: [CommandName, object][] = [
    ['draft/create', { profileId: 'garage', title: 'Bus', data: { plate: 'B', wheels: { front: 2 } } }],
    ['draft/patch', { id: key, data: { plate: 'B-TM', wheels: { rear: 4 } } }],
    ['draft/patch', { id: key, data: { wheels: { front: null } } }],
    ['draft/save', { id: key, title: 'Old bus', data: { plate: 'B-TM 2026' } }],
    ['draft/promote', { id: key }],
    ['draft/close', { id: key }],
    ['draft/save', { id: key, data: { plate: 'too late' } }],
  ];

  it.each(story.map((_, nth) => nth + 1))('is what the server makes of the first %d of a story', (length) => {
    const told = story.slice(0, length);
    const onServer = told.reduce((state, [name, data]) => {
      const command = draftContract.commands.find((command) => command.name === name)?.toCommand(data, given);
      try {
        return command ? fold(draft, state, draft.decide(state, command)) : state;
      } catch {
        return state;
      }
    }, draft.initial);
    const { id, title, data, status } = draftView(onServer, { userId: 'u', revision: 1 });
    const guess = guessDraft(
      null,
      told.map(([name, said]) => entryOf(name, said)),
    );
    expect(guess).toMatchObject({ id, title, data, status });
  });
});
