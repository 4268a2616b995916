import type { Fact, WorkoutLogShown } from '@tidemark/contracts';
import { until } from '@tidemark/local-infra';
import { Bus, factsOfUser } from '@tidemark/messaging';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { Trainee } from '../testing/trainee';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start(2);
}, START_MAX_MS);
afterAll(() => service.close());

/** Everything that is told of a person from now on. */
async function heardOf(userId: string) {
  const heard: { subject: string; fact: Fact<WorkoutLogShown> }[] = [];
  const bus = service.app.get(Bus);
  bus.subscribe(factsOfUser(userId), ({ subject, data }) =>
    heard.push({ subject, fact: JSON.parse(data.toString()) as Fact<WorkoutLogShown> }),
  );
  await bus.flush();
  return heard;
}

describe('the facts of a program', () => {
  it('carry the workout after each event, and how far its owner has come [P5]', async () => {
    const ada = new Trainee(service, 'my_plan-2');
    const heard = await heardOf(ada.userId);
    await ada.at(1).tell('complete', { commandId: 'done', intensity_rating: 'easy' });
    const { revision } = await ada.tell('schedule', { week_number: 2, scheduled_date: '2026-01-08' });
    await until('there are three facts', () => heard.length === 3);
    expect(heard.map(({ subject }) => subject)).toEqual(
      ['WorkoutCompleted', 'IntensityRated', 'WorkoutScheduled'].map(
        (type) => `tidemark.evt.program.${ada.userId}.${type}`,
      ),
    );
    const [completed, rated, scheduled] = heard.map(({ fact }) => fact);
    const place = { programId: 'my_plan-2', week_number: 1, day_number: 1 };
    expect(completed).toMatchObject({ commandId: 'done', deviceId: 'phone', state: { ...place, completed: true } });
    expect(rated?.state).toMatchObject({ ...place, feedback: { intensityRating: 'easy' } });
    expect(scheduled).toMatchObject({ position: revision, state: { week_number: 2, completed: false, revision } });
    expect(completed?.state.feedback.intensityRating).toBeNull();
  });

  it('of a bulk of many come all, in order, one for each event [P5] [I-04]', async () => {
    const ada = new Trainee(service);
    const heard = await heardOf(ada.userId);
    const sessions = Array.from({ length: 700 }, (_, nth) => ({
      week_number: 1 + Math.floor(nth / 7),
      day_number: 1 + (nth % 7),
      intensity_rating: 'hard',
    }));
    await ada.sync(sessions);
    await until('every event was told', () => heard.length === 1_400);
    expect(heard.map(({ fact }) => fact.version)).toEqual(Array.from({ length: 1_400 }, (_, nth) => nth + 1));
    expect(heard.at(-1)?.fact.state).toMatchObject({ week_number: 100, day_number: 7, completed: true });
  });
});
