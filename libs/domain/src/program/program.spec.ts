import { program } from './program';
import { programView } from './program-view';
import { PROGRAM_BYTES_MAX, PROGRAM_DAYS_MAX, PROGRAM_WEEKS_MAX } from './program-words';
import { given } from '../testing/given';
import { after, evening, first, late, live, said, second, third, wishes } from '../testing/program-story';

const squats = '[{"exercise":"squat","sets":[{"reps":5,"weight":80}]}]';
const lunges = '[{"exercise":"lunge","sets":[{"reps":12}]}]';

describe('a workout of which nothing is known', () => {
  const unknown = given(program);

  it('is completed at the time of the command, or when the user says [P1]', () => {
    unknown.when(wishes.complete(live(evening))).then(said.completed(evening));
    unknown.when(wishes.complete(live(evening), { completedAt: after(-90) })).then(said.completed(evening, after(-90)));
  });

  it('may have been completed years ago, and at the beginning of time [P1]', () => {
    const longAgo = Date.parse('2019-06-01T08:00:00.000Z');
    unknown.when(wishes.complete(live(evening), { completedAt: longAgo })).then(said.completed(evening, longAgo));
    unknown.when(wishes.complete(live(evening), { completedAt: 0 })).then(said.completed(evening, 0));
  });

  it('is completed, rated and dated in one batch [P1]', () =>
    unknown
      .when(wishes.complete(live(evening), { intensity: 'hard', scheduledDate: '2026-01-05' }))
      .then(said.completed(evening), said.rated(evening, 'hard'), said.scheduled(evening, '2026-01-05')));

  it('has a log from the first thing that is said of it, whichever that is [P2]', () => {
    unknown.when(wishes.rate(live(evening), 'easy')).then(said.rated(evening, 'easy'));
    unknown.when(wishes.schedule(live(evening), '2026-01-07')).then(said.scheduled(evening, '2026-01-07'));
    unknown.when(wishes.log(live(evening), squats)).then(said.logged(evening, squats));
    unknown.when(wishes.complete(live(evening), { completed: false })).then(said.uncompleted(evening));
  });
});

describe('a workout that is completed', () => {
  const history = [said.completed(evening), said.rated(evening, 'easy')];
  const done = given(program, ...history);

  it('is so once; asking again is no error and changes nothing [P4]', () => {
    done.when(wishes.complete(live(after(1)))).thenNothing();
    done.when(wishes.complete(live(after(1)), { completedAt: evening, intensity: 'easy' })).thenNothing();
  });

  it('can be taken back, and is done anew later [P2]', () => {
    done.when(wishes.complete(live(after(1)), { completed: false })).then(said.uncompleted(after(1)));
    given(program, said.completed(evening), said.uncompleted(after(1)))
      .when(wishes.complete(live(after(2))))
      .then(said.completed(after(2)));
  });

  it('keeps its rating and its date when it is taken back [P2]', () => {
    const { state } = given(program, ...history, said.uncompleted(after(1)));
    expect(state.weeks[1]?.[1]).toMatchObject({ rating: { intensity: 'easy' }, completion: { completedAt: null } });
  });

  it('may turn out to have been completed at another time [P1]', () =>
    done.when(wishes.complete(live(after(5)), { completedAt: after(-5) })).then(said.completed(after(5), after(-5))));

  it('says nothing of the workout beside it', () =>
    done.when(wishes.complete(live(after(1)), second)).then(said.completed(after(1), after(1), second)));
});

describe('what a device says late', () => {
  const rated = given(program, said.rated(after(10), 'perfect'));

  it('gives way to what was changed since [P2] [I-22]', () => {
    rated.when(wishes.rate(late(after(9)), 'hard')).thenNothing();
    rated.when(wishes.rate(late(after(11)), 'hard')).then(said.rated(after(11), 'hard'));
  });

  it('gives way field by field: what nobody else touched is taken [P2]', () =>
    rated
      .when(wishes.complete(late(after(9)), { intensity: 'hard', scheduledDate: '2026-01-05' }))
      .then(said.completed(after(9)), said.scheduled(after(9), '2026-01-05')));

  it('holds over what was said at the same instant and heard before', () =>
    rated.when(wishes.rate(late(after(10)), 'hard')).then(said.rated(after(10), 'hard')));

  it('is kept where it is newer and the same, since something older may still be on its way', () => {
    rated.when(wishes.rate(late(after(12)), 'perfect')).then(said.rated(after(12), 'perfect'));
    given(program, said.rated(after(10), 'perfect'), said.rated(after(12), 'perfect'))
      .when(wishes.rate(late(after(11)), 'hard'))
      .thenNothing();
  });

  it('is nothing when it is said again [P4]', () => rated.when(wishes.rate(late(after(10)), 'perfect')).thenNothing());

  it('may be as late as it is: the stream bounds no claim', () =>
    expect(program.notBefore?.(rated.state, 'RateIntensity')).toBe(Number.NEGATIVE_INFINITY));
});

describe('what is said at once', () => {
  it('is the newest there is, though another clock ran ahead', () =>
    given(program, said.rated(after(10), 'perfect'))
      .when(wishes.rate(live(after(8)), 'hard'))
      .then(said.rated(after(10), 'hard')));
});

describe('a workout that is moved', () => {
  const dated = given(
    program,
    said.scheduled(evening, '2026-01-05'),
    said.scheduled(evening, '2026-01-07', second),
    said.completed(evening, evening, { week: 1, day: 5 }),
    said.scheduled(evening, '2026-01-12', third),
  );
  const move = (date: string, place = first) => wishes.schedule(live(after(1)), date, place, true);

  it('leaves the others where they are unless that is wished [P2]', () =>
    dated.when(wishes.schedule(live(after(1)), '2026-01-08')).then(said.scheduled(after(1), '2026-01-08')));

  it('takes all later ones that have a date along, by as many days, in one batch [P2]', () =>
    dated
      .when(move('2026-01-08'))
      .then(
        said.scheduled(after(1), '2026-01-08'),
        said.scheduled(after(1), '2026-01-10', second),
        said.scheduled(after(1), '2026-01-15', third),
      ));

  it('goes back as well, over the end of a year [P2]', () =>
    dated
      .when(move('2025-12-30'))
      .then(
        said.scheduled(after(1), '2025-12-30'),
        said.scheduled(after(1), '2026-01-01', second),
        said.scheduled(after(1), '2026-01-06', third),
      ));

  it('does not touch the earlier ones [P2]', () =>
    dated
      .when(move('2026-01-09', second))
      .then(said.scheduled(after(1), '2026-01-09', second), said.scheduled(after(1), '2026-01-14', third)));

  it('counts days over a leap day and over hours that clocks skip [P2]', () =>
    given(program, said.scheduled(evening, '2028-02-27'), said.scheduled(evening, '2028-03-26', second))
      .when(move('2028-03-01'))
      .then(said.scheduled(after(1), '2028-03-01'), said.scheduled(after(1), '2028-03-29', second)));

  it('moves nothing else the second time, or where it had no date [P2] [P4]', () => {
    dated.when(move('2026-01-05')).thenNothing();
    const undated = { week: 1, day: 2 };
    dated.when(move('2026-01-06', undated)).then(said.scheduled(after(1), '2026-01-06', undated));
  });

  it('late is not moved over a newer date, and then takes nobody along [P2]', () => {
    dated.when(wishes.schedule(late(after(-1)), '2026-01-08', first, true)).thenNothing();
    given(program, said.scheduled(evening, '2026-01-05'), said.scheduled(after(2), '2026-01-07', second))
      .when(wishes.schedule(late(after(1)), '2026-01-06', first, true))
      .then(said.scheduled(after(1), '2026-01-06'));
  });

  it('is not moved where another would leave the calendar', () =>
    given(program, said.scheduled(evening, '9999-12-01'), said.scheduled(evening, '9999-12-30', second))
      .when(move('9999-12-03'))
      .thenRejected('program/date-out-of-range'));
});

describe('exercise logs', () => {
  it('are replaced as a whole, and nothing happens where they are the same [P1] [P4]', () => {
    const logged = given(program, said.logged(evening, squats));
    logged.when(wishes.log(live(after(1)), squats)).thenNothing();
    logged.when(wishes.log(live(after(1)), lunges)).then(said.logged(after(1), lunges));
  });
});

describe('a program', () => {
  const long = `["${'ä'.repeat(4_000)}"]`;
  const full = given(
    program,
    ...Array.from({ length: PROGRAM_WEEKS_MAX }, (_, index) =>
      said.completed(evening, evening, { week: index + 1, day: 1 }),
    ),
    ...Array.from({ length: 107 }, (_, index) => said.logged(evening, long, { week: index + 1, day: 2 })),
  );

  it('has a limit for all that is known of it, over which nothing is added and within which anything changes', () => {
    full.when(wishes.log(live(after(1)), long, { week: 200, day: 1 })).thenRejected('program/too-large');
    full
      .when(wishes.log(live(after(1)), squats, { week: 1, day: 2 }))
      .then(said.logged(after(1), squats, { week: 1, day: 2 }));
    full.when(wishes.rate(live(after(1)), 'easy')).then(said.rated(after(1), 'easy'));
  });

  it('may have every workout of every week, and is never shown larger than it is known to be', () => {
    const everything = Array.from({ length: PROGRAM_WEEKS_MAX * PROGRAM_DAYS_MAX }, (_, index) => ({
      ...{ week: 1 + Math.floor(index / PROGRAM_DAYS_MAX), day: 1 + (index % PROGRAM_DAYS_MAX), completed: true },
      ...{ intensity: 'perfect' as const, scheduledDate: '2026-01-05', exerciseLogs: '[{"name":"größer"}]' },
    }));
    const { state } = given(program, ...program.decide(program.initial, wishes.sync(live(evening), ...everything)));
    const shown = programView(state, { programId: 'x'.repeat(64), revision: Number.MAX_SAFE_INTEGER });
    expect(shown.logs).toHaveLength(everything.length);
    expect(Buffer.byteLength(JSON.stringify(shown.logs))).toBeLessThanOrEqual(state.bytes);
    expect(state.bytes).toBeLessThanOrEqual(PROGRAM_BYTES_MAX);
  });
});
