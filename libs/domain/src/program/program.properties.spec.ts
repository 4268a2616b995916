import fc from 'fast-check';
import { HOUR, fold } from '../decider';
import { program } from './program';
import { PROGRAM_DAYS_MAX, type Place, type Program, type ProgramCommand, type WorkoutSaid } from './program-words';
import { workoutAt, workoutsAfter, workoutsOf } from './program-workouts';
import { after, first, late, live, wishes } from '../testing/program-story';
import { fromWire, toWire } from '../wire';

const place: fc.Arbitrary<Place> = fc.record({
  week: fc.integer({ min: 1, max: 3 }),
  day: fc.integer({ min: 1, max: PROGRAM_DAYS_MAX }),
});
/** Few of them, so that many wishes are about the same one. */
const crowded = fc.record({ week: fc.constant(1), day: fc.integer({ min: 1, max: 2 }) });
const date = fc
  .integer({ min: 0, max: 400 })
  .map((days) => new Date(Date.UTC(2026, 0, 1) + days * 24 * HOUR).toISOString().slice(0, 10));
const intensity = fc.constantFrom('easy', 'perfect', 'hard');
const exerciseLogs = fc.constantFrom('[]', '[{"name":"squat"}]', '[{"name":"lunge"}]');
const completedAt = fc.integer({ min: -100, max: 100 }).map(after);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const saidOf = (where: fc.Arbitrary<Place>): fc.Arbitrary<WorkoutSaid> =>
  fc
    .tuple(
      where,
      fc.record({
        completed: optional(fc.boolean()),
        completedAt: optional(completedAt),
        intensity: optional(intensity),
        scheduledDate: optional(date),
        exerciseLogs: optional(exerciseLogs),
      }),
    )
    .map(([there, fields]) => ({ ...there, ...fields }));

/** The time comes later. */
const untold = live(0);

/** Each way in which something may be said of a workout; a cascade is not among them, for it says what to add. */
const wish = (where: fc.Arbitrary<Place>): fc.Arbitrary<ProgramCommand> =>
  fc.oneof(
    fc
      .tuple(where, fc.record({ completed: fc.boolean(), completedAt: optional(completedAt) }))
      .map(([there, more]) => wishes.complete(untold, { ...there, ...more })),
    fc.tuple(where, intensity).map(([there, felt]) => wishes.rate(untold, felt, there)),
    fc.tuple(where, date).map(([there, on]) => wishes.schedule(untold, on, there)),
    fc.tuple(where, exerciseLogs).map(([there, text]) => wishes.log(untold, text, there)),
    fc.array(saidOf(where), { minLength: 1, maxLength: 3 }).map((sessions) => wishes.sync(untold, ...sessions)),
  );

const lived = (commands: readonly ProgramCommand[], from: Program = program.initial): Program =>
  commands.reduce((state, command) => fold(program, state, program.decide(state, command)), from);

/** What devices did offline, each thing at an instant of its own, and told when all of it was over. */
const lateStory = fc
  .array(wish(crowded), { minLength: 1, maxLength: 12 })
  .map((made) => made.map((command, index) => ({ ...command, ...late(after(index)) })));

/** The same, heard in any order, and some of it twice. */
const lateStoryTwice = lateStory.chain((commands) =>
  fc
    .subarray(commands)
    .chain((again) => fc.shuffledSubarray([...commands, ...again], { minLength: commands.length + again.length }))
    .map((heard) => ({ commands, heard })),
);

/** Some things are said at once, others up to an hour late. */
const mixedStory = fc
  .array(fc.tuple(wish(place), fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }))), { maxLength: 30 })
  .map((made) =>
    made.map(([command, ago], index) => ({ ...command, at: after(index - ago), receivedAt: after(index) })),
  );

describe('whatever is wished of a program', () => {
  it('what was done offline comes to the same, in any order and however often it is heard [P2] [P4] [I-22]', () =>
    fc.assert(fc.property(lateStoryTwice, ({ commands, heard }) => expect(lived(heard)).toEqual(lived(commands)))));

  it('what is changed at once holds against all that is older, whether heard before it or after [P2]', () =>
    fc.assert(
      fc.property(mixedStory, mixedStory, (before, older) => {
        const said = { completedAt: after(500), scheduledDate: '2030-01-01', exerciseLogs: '[{"name":"row"}]' };
        const last = wishes.sync(live(after(100)), { week: 1, day: 1, completed: true, ...said });
        const since = older.map((command) => ({ ...command, ...late(command.at) }));
        const { completion, schedule, exercises } = workoutAt(lived([...before, last, ...since]), first) ?? {};
        expect({ ...completion, ...schedule, ...exercises }).toMatchObject(said);
      }),
    ));

  it('asking again changes nothing and is no event, at once or as late as before [P4]', () =>
    fc.assert(
      fc.property(mixedStory, wish(place), fc.boolean(), (commands, said, isLive) => {
        // A sync that says two things of one workout says the first of them anew.
        fc.pre(!saysTwoThings(said));
        const [once, again] = isLive ? [live(after(100)), live(after(200))] : [late(after(100)), late(after(100))];
        const state = lived([...commands, { ...said, ...once }]);
        expect(program.decide(state, { ...said, ...again })).toEqual([]);
      }),
    ));

  it('no event leaves the program as it was [P4]', () =>
    fc.assert(
      fc.property(mixedStory, (commands) => {
        let state = program.initial;
        for (const command of commands) {
          for (const event of program.decide(state, command)) {
            const next = program.evolve(state, event);
            expect(next).not.toEqual(state);
            state = next;
          }
        }
      }),
    ));

  it('every event and every state comes back from the wire as it was [O4]', () =>
    fc.assert(
      fc.property(mixedStory, (commands) => {
        let state = program.initial;
        for (const command of commands) {
          const events = program.decide(state, command);
          for (const { data } of events) expect(fromWire(JSON.parse(JSON.stringify(toWire(data))))).toEqual(data);
          state = fold(program, state, events);
        }
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
    ));
});

describe('a cascade', () => {
  const plan = fc.uniqueArray(fc.tuple(place, date), { minLength: 1, selector: ([{ week, day }]) => week * 10 + day });
  const dayOf = (state: Program, there: Place) => Date.parse(workoutAt(state, there)?.schedule?.scheduledDate ?? '');

  it('keeps later workouts in their order and as far apart as they were, and touches no other [P2]', () =>
    fc.assert(
      fc.property(plan, fc.nat(), date, (dates, pick, newDate) => {
        const planned = lived(dates.map(([there, on]) => wishes.schedule(live(after(0)), on, there)));
        const [moved] = dates[pick % dates.length]!;
        const command = wishes.schedule(live(after(1)), newDate, moved, true);
        const shifted = lived([command], planned);
        const later = workoutsAfter(planned, moved);
        for (const workout of workoutsOf(planned)) {
          const isMoved = later.includes(workout) || workout === workoutAt(planned, moved);
          const byMs = isMoved ? Date.parse(newDate) - dayOf(planned, moved) : 0;
          expect(dayOf(shifted, workout) - dayOf(planned, workout)).toBe(byMs);
        }
        expect(program.decide(shifted, command)).toEqual([]);
      }),
    ));
});

function saysTwoThings(command: ProgramCommand): boolean {
  if (command.type !== 'SyncWorkouts') return false;
  return new Set(command.sessions.map(({ week, day }) => `${week},${day}`)).size < command.sessions.length;
}
