import { dayAt, HOUR, MINUTE, SECOND } from '@tidemark/domain';
import { ShiftedClock } from '@tidemark/local-infra';

import { allIsWell } from '../kit/aftermath';
import { seed } from '../kit/chance';
import { eventsOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { ask } from '../kit/http';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';
import { signedToken } from '../kit/tokens';
import { FAULT_MS, underLoad } from '../kit/under-load';

const SERVED_BY_BOTH = 500;
/** So long after its end a token may still be taken. */
const LEEWAY_SECONDS = 30;
/** A host believes no token that is made later than so many seconds from now. */
const MADE_AHEAD_MAX_SECONDS = 30;

(canTravel ? describe : describe.skip).each([
  ['ahead', HOUR],
  ['behind', -HOUR],
])(`a host whose clock is an hour %s, seed ${seed} [F-37]`, (_, skewMs) => {
  const clock = new ShiftedClock(skewMs);
  afterAll(() => clock.remove());

  describe('and that decides about timers', () => {
    const scene = underLoad({ timerServices: 2 }, { listens: true, clockOf: { 'timer-service-2': clock } });

    it(
      'does no harm: sessions end once and on time, whoever ends them [I-11] [I-12]',
      async () => {
        await scene.crowd.served(SERVED_BY_BOTH);
        await allIsWell(scene);
      },
      FAULT_MS,
    );

    it(
      'does no harm when it is left alone with the work [I-11] [I-12]',
      async () => {
        const { process } = scene.story.service('timer-service');
        await process.stop();
        await allIsWell(scene);
        await process.start();
      },
      FAULT_MS,
    );

    it('says so itself, in its metrics and in its log', async () => {
      const wrong = scene.story.service('timer-service-2');
      const { text } = await ask('GET', `${wrong.healthUrl}/metrics`);
      const skewSeconds = Number(/^tidemark_clock_skew_seconds\{.*\} (.+)$/m.exec(text)?.[1]);
      expect(Math.round(skewSeconds / 60)).toBe(skewMs / SECOND / 60);
      const warnings = scene.story.logLines().filter(({ text }) => text.includes('far from the database'));
      expect(new Set(warnings.map(({ file }) => file))).toEqual(new Set(['timer-service-2.log']));
    });
  });

  describe('and that ends days', () => {
    let story: StoryStack;

    beforeAll(async () => {
      const wishes = { timeTravel: true, clockOf: { 'scheduler-service': clock } };
      story = await startStory({}, { TIDEMARK_SWEEP_SECONDS: '1' }, wishes);
    }, STACK_MS);
    afterAll(() => story?.close(), STACK_MS);

    it(
      'does no harm: a day ends once and on time, though nobody else rings [I-17]',
      async () => {
        const person = await Person.guest(story.addresses[0]);
        const phone = await person.connect('phone');
        await phone.command('session-count/set', { count: 3 });
        const { endsAt } = dayAt(story.now(), { timezone: 'UTC', dailyResetTime: 'midnight' });
        await story.travelTo(endsAt - MINUTE);
        await phone.heartbeat();
        expect(phone.heard('daily_reset')).toEqual([]);

        await story.travelTo(endsAt);

        await eventually(() => expect(phone.heard('daily_reset')).toMatchObject([{ previousCount: 3 }]), FAULT_MS);
        const events = await eventsOf(story.database, person.userId, 'day');
        const closed = events.filter(({ type }) => type === 'DayClosed');
        expect(closed).toMatchObject([{ occurredAt: endsAt }]);
        expect(closed[0]?.recordedAt).toBeGreaterThanOrEqual(endsAt);
        person.closeEverything();
      },
      FAULT_MS,
    );
  });

  describe('and that lets people in', () => {
    let story: StoryStack;
    let person: Person;
    let right: string;
    let wrong: string;

    beforeAll(async () => {
      story = await startStory({ gateways: 2 }, {}, { clockOf: { 'gateway-2': clock } });
      [right, wrong = ''] = story.addresses;
    }, STACK_MS);
    afterAll(() => story?.close(), STACK_MS);
    beforeEach(async () => {
      person = await Person.guest(right);
    });
    afterEach(() => person?.closeEverything());

    const nowSeconds = () => Math.floor(Date.now() / SECOND);
    const tokenOf = (userId: string, iat: number, exp: number) =>
      signedToken(story.tokenKeyFile, userId, { claims: { iat, exp } });

    it('makes no token that another host believes for longer, or at all', async () => {
      const misled = await Person.guest(wrong);
      const { status } = await misled.ask('GET', '/api/timer', {}, right);
      expect(status).toBe(401);
    });

    it('does not prolong the tokens of others where the clock is right [I-27]', async () => {
      const old = await tokenOf(person.userId, nowSeconds() - HOUR / SECOND, nowSeconds() - LEEWAY_SECONDS - 1);
      const { status, body } = await person.ask('GET', '/api/timer', { token: old });
      expect([status, body.error?.code]).toEqual([401, 'auth/expired']);

      const short = await tokenOf(person.userId, nowSeconds(), nowSeconds() + 1);
      const phone = await person.connect('phone', { token: short });
      await eventually(() => expect(phone.heard('auth_expired')).toHaveLength(1), (LEEWAY_SECONDS + 5) * SECOND);
    });

    it('can erase somebody, and no host lets them in with the tokens of before [I-27]', async () => {
      // Fresh where it is earliest, and not yet over where it is latest, so that both hosts believe it.
      const iat = nowSeconds() + Math.min(0, skewMs / SECOND) + MADE_AHEAD_MAX_SECONDS / 2;
      const token = await tokenOf(person.userId, iat, iat + HOUR / SECOND);
      const erased = await person.ask('DELETE', '/api/me', { token }, wrong);
      expect([erased.status, erased.text]).toEqual([204, '']);

      await eventually(async () => {
        const { status } = await person.get('/api/timer');
        expect(status).toBe(401);
      });
    });
  });
});
