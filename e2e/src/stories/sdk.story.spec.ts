// A page has a database; what is not kept is not called durable.
import 'fake-indexeddb/auto';
import { setTimeout as pause } from 'node:timers/promises';
import { createTidemark, memoryStorage, type Receipt, type Tidemark } from '@tidemark/client';

import { Cable } from '../kit/cable';
import { eventsOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { storedProgram } from '../kit/training';

const OFFLINE_WORKOUTS = 50;
const FLAPS = 10;
const FLAP_MS = 200;
const email = 'ada@example.com';
const password = 'a tide comes in twice';

let story: StoryStack;
let cable: Cable;
const clients: Tidemark[] = [];

/** What a page would show. */
const shown: string[] = [];
const show = (text: string) => void shown.push(text);

/** A device of its own, with a network of its own. */
function device(address: string): Tidemark {
  const client = createTidemark({ address, storage: memoryStorage() });
  clients.push(client);
  return client;
}

beforeAll(async () => {
  // One person signs in on many devices within a minute; apart from that the limits are the usual ones.
  const limits = { TIDEMARK_REQUESTS_PER_SECOND: '20', TIDEMARK_REQUESTS_BURST: '40' };
  story = await startStory({}, { ...limits, TIDEMARK_LOGINS_PER_MINUTE: '100' });
  cable = await Cable.to(story.addresses[0]);
}, STACK_MS);
afterAll(async () => {
  for (const client of clients) client.close();
  cable?.close();
  await story?.close();
}, STACK_MS);

describe('the browser SDK, as docs/guide/browser.md tells of it', () => {
  it(
    'keeps two devices in step [S1] [S2] [S9] [I-20]',
    async () => {
      const [address] = story.addresses;

      // #region begin
      const tidemark = createTidemark({ address });
      const signedIn = await tidemark.signIn({ as: 'guest', timezone: 'Europe/Berlin' });
      if (!signedIn.ok) show(signedIn.error.message);
      // #endregion
      clients.push(tidemark);
      expect(signedIn.ok).toBe(true);

      // #region follow
      function draw(): void {
        const { status, value, isGuess } = tidemark.get('timer');
        if (status === 'signed-out') return show('Press Start to begin.');
        if (status === 'loading' || value === null) return show('...');
        const remainingMs = value.endsAt === null ? 0 : Date.parse(value.endsAt) - tidemark.now();
        show(`${value.status}, ${Math.ceil(remainingMs / 1_000)} s left${isGuess ? ', not yet confirmed' : ''}`);
      }
      const unsubscribe = tidemark.subscribe('timer', draw);
      // #endregion

      // #region press
      const receipt = tidemark.command('timer/start', { durationSeconds: 1_500 });
      const kept = await receipt.durable;
      const first = await receipt.accepted;
      // #endregion
      expect([kept.ok, first.ok]).toEqual([true, true]);
      await eventually(() => expect(shown.at(-1)).toMatch(/^running, 1(500|499|498) s left$/));

      await tidemark.signIn({ as: 'new-member', email, password });
      const other = device(address);
      await other.signIn({ as: 'member', email, password });
      await eventually(() => expect(other.get('timer').value).toMatchObject({ status: 'running' }));
      await other.command('timer/pause').settled;
      await eventually(() => expect(shown.at(-1)).toMatch(/^paused/));
      expect(tidemark.get('timer').value).toMatchObject({ revision: other.get('timer').value?.revision });

      // #region refused
      const refused = await tidemark.command('timer/pause').settled;
      if (!refused.ok) show(`${refused.error.name}: ${refused.error.message}`);
      const [write] = tidemark.refused();
      if (write) await tidemark.discard(write.key);
      // #endregion
      expect(shown.at(-1)).toBe('Conflict: No session is running.');
      await eventually(() => expect(tidemark.status()).toMatchObject({ light: 'green', refused: 0 }));

      // #region settings
      await tidemark.command('configuration/set', { workDuration: 3_000, dailyResetTime: '04:30' }).settled;
      await tidemark.command('session-count/set', { count: 3 }).settled;
      await tidemark.command('session/clock-in').settled;
      // #endregion
      await eventually(() => {
        expect(other.get('configuration').value).toMatchObject({ workDuration: 3_000, dailyResetTime: '04:30' });
        expect(other.get('sessionCount').value).toMatchObject({ count: 3 });
        expect(other.get('session').value).toMatchObject({ currentStatus: 'IN' });
      });
      unsubscribe();
    },
    STACK_MS,
  );

  it(
    'sends what was done offline once each, in order, as fast as it may [S3] [I-22] [F-44] [F-46]',
    async () => {
      const phone = device(cable.address);
      await phone.signIn({ as: 'member', email, password });
      const laptop = device(story.addresses[0]);
      await laptop.signIn({ as: 'member', email, password });
      await eventually(() => expect(phone.status()).toMatchObject({ link: 'live', light: 'green' }));

      cable.cut();
      await eventually(() => expect(phone.status().link).toBe('connecting'));
      const { syncSessionCompletion, getRetryQueueStatus } = phone;
      const receipts: Receipt[] = [];
      for (let nth = 0; nth < OFFLINE_WORKOUTS; nth += 1) {
        // #region offline
        const place = { programId: 'marathon', week: 1 + Math.floor(nth / 7), day: 1 + (nth % 7) };
        const done = syncSessionCompletion(place, { intensity: 'perfect' });
        // #endregion
        receipts.push(done);
      }
      const [firstReceipt] = receipts;
      // #region delayed
      const news = await firstReceipt?.accepted;
      if (news && !news.ok && news.error.name === 'Delayed') show(`${getRetryQueueStatus().pending} changes wait here`);
      // #endregion
      expect(shown.at(-1)).toBe(`${OFFLINE_WORKOUTS} changes wait here`);
      expect(news?.ok).toBe(false);
      expect(phone.get('progress')).toMatchObject({ isGuess: true });
      expect(phone.get('progress').value?.['marathon']?.logs).toHaveLength(OFFLINE_WORKOUTS);
      expect(laptop.get('progress').value?.['marathon']).toBeUndefined();

      cable.mend();
      const outcomes = await Promise.all(receipts.map(({ settled }) => settled));
      expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
      await eventually(() => expect(phone.status()).toMatchObject({ light: 'green', pending: 0 }));
      await eventually(() => expect(laptop.get('progress').value).toEqual(phone.get('progress').value));

      const wished = receipts.map(({ commandId }) => commandId);
      const { events, view } = await storedProgram(story.database, phone.status().userId ?? '', 'marathon');
      const completed = events.filter(({ type }) => type === 'WorkoutCompleted');
      expect(completed.map(({ commandId }) => commandId)).toEqual(wished);
      expect(phone.get('progress').value?.['marathon']).toEqual(view);
    },
    STACK_MS,
  );

  it(
    'is right soon after a network that came and went all the time [I-20] [I-21] [I-22] [F-43]',
    async () => {
      cable.mend();
      const phone = device(cable.address);
      await phone.signIn({ as: 'member', email, password });
      const laptop = device(story.addresses[0]);
      await laptop.signIn({ as: 'member', email, password });
      await eventually(() => expect(phone.status().link).toBe('live'));

      const seen: number[] = [];
      phone.subscribe('sessionCount', () => seen.push(phone.get('sessionCount').value?.revision ?? 0));
      const pressed: string[] = [];
      for (let nth = 1; nth <= FLAPS; nth += 1) {
        cable.cut();
        pressed.push(phone.command('session-count/set', { count: nth }).commandId);
        await pause(FLAP_MS);
        cable.mend();
        pressed.push(phone.command('session-count/set', { count: FLAPS + nth }).commandId);
        await pause(FLAP_MS);
      }
      await eventually(() => expect(phone.status()).toMatchObject({ light: 'green', pending: 0 }));
      await eventually(() => expect(laptop.get('sessionCount')).toEqual(phone.get('sessionCount')));

      const { userId } = phone.status();
      const counted = (await eventsOf(story.database, userId ?? '', 'day')).filter(({ commandId }) =>
        pressed.includes(commandId ?? ''),
      );
      expect(counted.map(({ commandId }) => commandId)).toEqual(pressed);
      expect(seen).toEqual([...seen].sort((left, right) => left - right));
    },
    STACK_MS,
  );

  it(
    'saves a draft while it is typed, and promotes what was typed last [F4] [F7] [S4]',
    async () => {
      const phone = device(story.addresses[0]);
      await phone.signIn({ as: 'member', email, password });

      // #region draft
      const created = phone.command<{ id: string }>('draft/create', { profileId: 'garage', data: { plate: '' } });
      const id = created.commandId;
      for (const plate of ['B', 'B-TM', 'B-TM 2026']) phone.command('draft/save', { id, data: { plate } });
      const promoted = await phone.command('draft/promote', { id }).settled;
      // #endregion
      expect(promoted).toMatchObject({
        ok: true,
        value: { status: 'active', version: 2, data: { plate: 'B-TM 2026' } },
      });
      const made = await created.settled;
      const drafts = phone.get('drafts').value ?? {};
      expect(made.ok && drafts[made.value.id]).toMatchObject({ status: 'active' });
      expect(made.ok && phone.draftId(id)).toBe(made.ok && made.value.id);
    },
    STACK_MS,
  );

  it(
    'merges what two devices typed into different fields, and names no base for it [F5]',
    async () => {
      const [phone, laptop] = [device(story.addresses[0]), device(story.addresses[0])];
      for (const each of [phone, laptop]) await each.signIn({ as: 'member', email, password });
      const made = await phone.command<{ id: string }>('draft/create', {
        ...{ profileId: 'boat', data: { name: '', berth: '' } },
      }).settled;
      const id = made.ok ? made.value.id : '';
      await eventually(() => expect(laptop.get('drafts').value?.[id]).toBeDefined());
      const typed = [
        phone.command('draft/save', { id, data: { name: 'Gull', berth: '' } }),
        laptop.command('draft/save', { id, data: { name: '', berth: '12' } }),
      ];
      for (const each of [phone, laptop]) each.flush();
      for (const { settled } of typed) expect(await settled).toMatchObject({ ok: true });
      await eventually(() => {
        for (const each of [phone, laptop]) {
          expect(each.get('drafts').value?.[id]).toMatchObject({ data: { name: 'Gull', berth: '12' } });
        }
      });
    },
    STACK_MS,
  );

  it(
    'brings the history of an earlier program once [S7]',
    async () => {
      const phone = device(story.addresses[0]);
      await phone.signIn({ as: 'member', email, password });
      const old = JSON.stringify([{ week_number: 1, day_number: 1, completed_at: '2025-03-01T07:00:00.000Z' }]);
      const localStorage = new Map([['workouts', old]]);

      // #region history
      const sessions = JSON.parse(localStorage.get('workouts') ?? '[]');
      const brought = await phone.importHistory({ name: 'workouts', programId: 'before', sessions });
      if (!brought.isDone) show(`It goes on with the next start: ${brought.error?.message}`);
      // #endregion
      expect(brought).toEqual({ isDone: true });
      const program = await phone.fetchProgramProgress('before');
      expect(program).toMatchObject({ ok: true, value: { logs: [{ completed_at: '2025-03-01T07:00:00.000Z' }] } });
    },
    STACK_MS,
  );

  it(
    'asks before it throws anything away [S10]',
    async () => {
      cable.mend();
      const phone = device(cable.address);
      await phone.signIn({ as: 'member', email, password });
      await eventually(() => expect(phone.status().link).toBe('live'));
      cable.cut();
      phone.command('timer/stop');
      await eventually(() => expect(phone.getRetryQueueStatus().pending).toBe(1));
      const confirm = (question: string): boolean => question.includes('1 change');

      // #region sign-out
      const result = await phone.signOut((unsent) => confirm(`Throw ${unsent.length} change(s) away?`));
      if (result.isSignedOut) show(`${result.discarded.length} thrown away`);
      // #endregion
      expect(result).toMatchObject({ isSignedOut: true, discarded: [{ name: 'timer/stop' }] });
      expect(phone.get('timer').status).toBe('signed-out');
    },
    STACK_MS,
  );
});
