import type { SyncStatus } from '@tidemark/client';
import type { TimerView } from '@tidemark/domain';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { browserProgram, openBrowser } from '../kit/browser';
import { Cable } from '../kit/cable';
import { eventually } from '../kit/eventually';
import { inTab, openTab, sdkProfile } from '../kit/sdk-pages';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { storedProgram } from '../kit/training';

const WORKOUTS_EACH = 250;
/** So often the tab that sends them is killed or loaded anew on the way. */
const INTERRUPTIONS = 4;
/** A frozen leader is replaced within five seconds; a busy machine may be a little slow to show it. */
const REPLACED_WITHIN_MS = 8_000;

/** What 500 writes take to be sent where everything else is slow as well. */
const FLUSHED_WITHIN_MS = 60_000;

let story: StoryStack;
let cable: Cable;
let browser: Browser;
let profile: BrowserContext;

const inBrowser = browserProgram === undefined ? describe.skip : describe;

beforeAll(async () => {
  if (browserProgram === undefined) return;
  story = await startStory();
  cable = await Cable.to(story.addresses[0]);
  browser = await openBrowser();
}, STACK_MS);
beforeEach(async () => {
  if (browserProgram !== undefined) profile = await sdkProfile(browser, cable.address);
}, STACK_MS);
afterEach(() => profile?.close());
afterAll(async () => {
  await browser?.close();
  cable?.close();
  await story?.close();
}, STACK_MS);

const status = (tab: Page) => inTab<SyncStatus>(tab, 'tidemark.status()');
const timer = (tab: Page) => inTab<TimerView | null>(tab, `tidemark.get('timer').value`);
const open = () => openTab(profile, cable.address);

async function guest(): Promise<Page> {
  const tab = await open();
  await inTab(tab, `tidemark.signIn({ as: 'guest' })`);
  await eventually(async () => expect(await status(tab)).toMatchObject({ link: 'live', isLeader: true, isKept: true }));
  return tab;
}

/** The renderer is gone from one instruction to the next: no event tells it to finish anything. */
async function kill(tab: Page): Promise<void> {
  const devtools = await profile.newCDPSession(tab);
  const crashed = tab.waitForEvent('crash');
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  await tab.close();
}

const SAVED = 'SELECT 1 FROM progress.events WHERE command_id = $1';

/** Types into a draft and returns when it is kept; its key. */
const typed = (id: string) => `(async () => {
  const save = tidemark.command('draft/save', { id: '${id}', data: { plate: 'B' } });
  await save.durable;
  return save.commandId;
})()`;

/** The clock of this device is hours behind. */
const WRONG_CLOCK = `const right = Date.now; Date.now = () => right() - 3 * 3_600_000;`;
const TIME_IS_RIGHT_TO_MS = 50;

/** Presses so many buttons and returns when all of it is kept; the keys, in order. */
function trained(tab: Page, from: number): Promise<string[]> {
  return inTab(
    tab,
    `(async () => {
      const place = (nth) => ({ programId: 'marathon', week: 1 + Math.floor(nth / 7), day: 1 + (nth % 7) });
      const all = Array.from({ length: ${WORKOUTS_EACH} }, (_, n) => tidemark.syncSessionCompletion(place(${from} + n)));
      await Promise.all(all.map(({ durable }) => durable));
      return all.map(({ commandId }) => commandId);
    })()`,
  );
}

inBrowser('the SDK in real tabs', () => {
  it(
    'has one connection for all of them, and hands it on when its tab is closed [S1] [S11]',
    async () => {
      const first = await guest();
      const second = await open();
      expect(await status(second)).toMatchObject({ account: 'signed-in', isLeader: false });
      const settled = await inTab(second, `tidemark.command('timer/start', { durationSeconds: 600 }).settled`);
      expect(settled).toMatchObject({ ok: true, value: { status: 'running' } });
      await eventually(async () => expect(await timer(first)).toEqual(await timer(second)));

      await first.close();
      await eventually(async () => expect(await status(second)).toMatchObject({ isLeader: true, link: 'live' }));
      expect(await inTab(second, `tidemark.command('timer/pause').settled`)).toMatchObject({ ok: true });
    },
    STACK_MS,
  );

  it(
    'replaces a leader that is frozen [S11]',
    async () => {
      const first = await guest();
      const second = await open();
      const devtools = await profile.newCDPSession(first);
      // Nothing runs in it any more, and it holds its lock, exactly as in a tab that the browser has frozen.
      await devtools.send('Debugger.enable');
      await devtools.send('Debugger.pause');
      await eventually(
        async () => expect(await status(second)).toMatchObject({ isLeader: true, link: 'live' }),
        REPLACED_WITHIN_MS,
      );
      expect(await inTab(second, `tidemark.command('timer/start').settled`)).toMatchObject({ ok: true });
    },
    STACK_MS,
  );

  it(
    'has one connection in a browser without Web Locks as well, and hands it on [S1] [S11]',
    async () => {
      await profile.addInitScript('delete Navigator.prototype.locks;');
      const first = await guest();
      const second = await open();
      expect(await inTab(second, `'locks' in navigator`)).toBe(false);
      expect(await inTab(second, `tidemark.command('timer/start').settled`)).toMatchObject({ ok: true });
      await eventually(async () => expect(await timer(first)).toEqual(await timer(second)));
      expect([(await status(first)).isLeader, (await status(second)).isLeader]).toEqual([true, false]);

      await kill(first);
      await eventually(
        async () => expect(await status(second)).toMatchObject({ isLeader: true, link: 'live' }),
        REPLACED_WITHIN_MS,
      );
      expect(await inTab(second, `tidemark.command('timer/pause').settled`)).toMatchObject({ ok: true });
    },
    STACK_MS,
  );

  it(
    'keeps what two tabs did offline over a killed tab and a reload, and sends it once each, in order [S3] [I-22] [F-44]',
    async () => {
      const first = await guest();
      const second = await open();
      cable.cut();
      const wished = [...(await trained(first, 0)), ...(await trained(second, WORKOUTS_EACH))];
      await kill(first);
      await second.reload();
      await inTab(second, 'tidemark.ready');
      expect(await status(second)).toMatchObject({ account: 'signed-in', pending: wished.length });
      expect(await timer(second)).toMatchObject({ status: 'idle' });
      const { userId } = await status(second);

      cable.mend();
      // In the middle of it, wherever that is.
      let [sender, left] = [second, wished.length];
      for (let nth = 0; nth < INTERRUPTIONS; nth += 1) {
        await eventually(async () => expect((await status(sender)).pending).toBeLessThan(left));
        ({ pending: left } = await status(sender));
        expect(left).toBeGreaterThan(0);
        if (nth % 2 === 0) await sender.reload();
        else {
          await kill(sender);
          sender = await open();
        }
        await inTab(sender, 'tidemark.ready');
      }
      await eventually(
        async () => expect(await status(sender)).toMatchObject({ light: 'green', pending: 0 }),
        FLUSHED_WITHIN_MS,
      );

      const { events } = await storedProgram(story.database, userId ?? '', 'marathon');
      expect(events.map(({ commandId }) => commandId)).toEqual(wished);
    },
    STACK_MS,
  );

  it(
    'waits while the browser is offline, and goes on at once when it is not [S3] [S8]',
    async () => {
      const tab = await guest();
      await profile.setOffline(true);
      await eventually(async () => expect(await status(tab)).toMatchObject({ link: 'offline', light: 'amber' }));
      const accepted = `tidemark.command('timer/start').accepted.then(({ ok, error }) => ok || error.name)`;
      expect(await inTab(tab, accepted)).toBe('Delayed');
      expect(await inTab(tab, `tidemark.get('timer')`)).toMatchObject({ isGuess: true, value: { status: 'running' } });

      await profile.setOffline(false);
      await eventually(async () => expect(await status(tab)).toMatchObject({ link: 'live', light: 'green' }));
      expect(await inTab(tab, `tidemark.get('timer')`)).toMatchObject({ isGuess: false, value: { status: 'running' } });
    },
    STACK_MS,
  );

  it(
    'says so where the disk is full, and sends all the same [F-45] [I-23] [S9]',
    async () => {
      const devtools = await profile.newCDPSession(await profile.newPage());
      await devtools.send('Storage.overrideQuotaForOrigin', { origin: cable.address, quotaSize: 1 });
      const tab = await open();
      await inTab(tab, `tidemark.signIn({ as: 'guest' })`);
      await eventually(async () => expect(await status(tab)).toMatchObject({ link: 'live' }));
      cable.cut();
      const durable = `tidemark.command('timer/start').durable.then(({ ok, error }) => (ok ? 'kept' : error.name))`;
      expect(await inTab(tab, durable)).toBe('StorageFull');
      expect(await status(tab)).toMatchObject({ isKept: false, pending: 1, light: 'red' });
      cable.mend();
      await eventually(async () => expect(await status(tab)).toMatchObject({ pending: 0, light: 'green' }));
      expect(await timer(tab)).toMatchObject({ status: 'running' });
    },
    STACK_MS,
  );

  it(
    'goes on where everything was cleared under its feet [F-45]',
    async () => {
      const tab = await guest();
      const devtools = await profile.newCDPSession(tab);
      await devtools.send('Storage.clearDataForOrigin', { origin: cable.address, storageTypes: 'all' });
      const settled = await inTab(tab, `tidemark.command('timer/start').settled`);
      expect(settled).toMatchObject({ ok: true, value: { status: 'running' } });
      await eventually(async () => expect(await status(tab)).toMatchObject({ isKept: true, light: 'green' }));
    },
    STACK_MS,
  );

  it(
    'tells the time to 50 ms on a device whose clock is hours wrong [S5]',
    async () => {
      await profile.addInitScript(WRONG_CLOCK);
      const tab = await guest();
      await eventually(async () => {
        const before = Date.now();
        const told = await inTab<number>(tab, 'tidemark.now()');
        expect(told).toBeGreaterThan(before - TIME_IS_RIGHT_TO_MS);
        expect(told).toBeLessThan(Date.now() + TIME_IS_RIGHT_TO_MS);
      });
    },
    STACK_MS,
  );

  it(
    'sends what still waited for a newer one when its page is left [S4]',
    async () => {
      const tab = await guest();
      const id = await inTab<string>(
        tab,
        `tidemark.command('draft/create', { profileId: 'p', data: {} }).settled.then(({ value }) => value.id)`,
      );
      const wished = await inTab<string>(tab, typed(id));
      // A draft waits ten seconds for more, and this page does not last so long.
      await tab.goto('about:blank');
      await eventually(async () => {
        const { rowCount } = await story.database.query(SAVED, [wished]);
        expect(rowCount).toBe(1);
      });
    },
    STACK_MS,
  );
});
