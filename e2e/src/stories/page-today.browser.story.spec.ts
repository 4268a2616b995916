import { HOUR, MINUTE } from '@tidemark/domain';
import type { Browser, BrowserContext } from 'playwright-core';

import { browserProgram, letPass, newVisitor, openBrowser, sameBrowserElsewhere, Screen } from '../kit/browser';
import { eventually } from '../kit/eventually';
import { ask } from '../kit/http';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

let story: StoryStack;
let browser: Browser;
let context: BrowserContext;
let screen: Screen;

const open = (from = context, path = '/') => Screen.open(from, story.addresses[0] + path);

/** What the server tells the account that this browser has. */
async function told(path: string) {
  const { body } = await ask('GET', `${story.addresses[0]}${path}`, { token: await screen.token() });
  return body;
}

/** Right to the second: a page may draw a second late, and is asked while one passes. */
async function isInTime(shown: Screen): Promise<void> {
  const { endsAt } = await told('/api/timer');
  await eventually(async () => {
    const leftMs = Date.parse(endsAt ?? '') - story.now();
    expect(Math.abs((await shown.secondsShown()) - leftMs / 1_000)).toBeLessThan(1.5);
  });
}

async function start(): Promise<void> {
  await screen.press('Start');
  await eventually(async () => expect([await screen.hasButton('Pause'), await screen.light()]).toEqual([true, 'Live']));
}

(browserProgram ? describe : describe.skip)('the page of today', () => {
  beforeAll(async () => {
    const sweep = { TIDEMARK_SWEEP_SECONDS: '1' };
    [story, browser] = await Promise.all([startStory({}, sweep, { timeTravel: canTravel }), openBrowser()]);
  }, STACK_MS);
  afterAll(async () => {
    await browser?.close();
    await story?.close();
  }, STACK_MS);

  beforeEach(async () => {
    context = await newVisitor(browser);
    screen = await open();
  }, STACK_MS);
  afterEach(() => context?.close());

  it('is alive at the first visit, and one press makes a guest with a running timer [W1] [W2] [T1]', async () => {
    await eventually(async () => expect(await screen.text()).toContain('25:00'));
    expect(await screen.text()).toContain('in Berlin. Your day runs 00:00–24:00.');
    expect(await screen.page.getByRole('list', { name: 'The day, part by part' }).getByRole('button').count()).toBe(1);

    await start();

    expect(await screen.text()).toContain('Go on, close this tab.');
    const expected = { status: 'running', sessionType: 'work', durationSeconds: 1_500, version: 1 };
    expect(await told('/api/timer')).toMatchObject(expected);
    await isInTime(screen);
    await eventually(async () => expect(await screen.page.title()).toMatch(/^2\d:\d\d Work · Tidemark$/));
    const icon = await screen.page.locator('link[rel="icon"]').getAttribute('href');
    expect(icon).toContain('data:image/svg+xml');
    expect(await told('/api/configuration')).toMatchObject({ timezone: 'Europe/Berlin' });
  });

  it('is in step with a second tab and a second browser, whoever presses [G1] [S1]', async () => {
    await start();
    const second = await open();
    const elsewhere = await sameBrowserElsewhere(browser, context);
    const third = await open(elsewhere);
    await isInTime(second);
    await isInTime(third);

    await third.press('Pause');

    for (const shown of [screen, second])
      await eventually(async () => expect(await shown.hasButton('Resume')).toBe(true));
    const { status, remainingSeconds } = await told('/api/timer');
    expect(status).toBe('paused');
    for (const shown of [screen, second, third]) expect(await shown.secondsShown()).toBe(remainingSeconds);
    await elsewhere.close();
  });

  it('is right when somebody comes back to a tab that was closed, and says how long they were away [W2] [T7]', async () => {
    await start();
    const before = await told('/api/timer');
    await screen.page.close();
    await letPass(context, 3 * MINUTE);

    screen = await open();

    await eventually(async () => expect(await screen.text()).toContain('You were away for 3 min.'));
    expect(await screen.text()).toContain('nothing was lost');
    await isInTime(screen);
    expect(await told('/api/timer')).toMatchObject({ sessionId: before.sessionId, endsAt: before.endsAt, version: 1 });
  });

  it('goes on without the gateway, says so, and tells it everything afterwards [S2] [X4]', async () => {
    await start();
    const { process } = story.service('gateway');
    await process.stop();
    await eventually(async () => expect(await screen.light()).toBe('Offline'));

    await screen.press('Pause');

    await eventually(async () => expect(await screen.light()).toBe('Offline · 1 change waits'));
    expect(await screen.hasButton('Resume')).toBe(true);
    await process.start();
    await eventually(async () => expect(await screen.light()).toBe('Live'));
    expect(await told('/api/timer')).toMatchObject({ status: 'paused', version: 2 });
  });

  it('is worked with keys alone [W3]', async () => {
    const { keyboard } = screen.page;
    await keyboard.press('Space');
    await eventually(async () => expect(await screen.light()).toBe('Live'));
    await keyboard.press('Space');
    await eventually(async () => expect(await screen.hasButton('Resume')).toBe(true));
    await keyboard.press('s');
    await eventually(async () => expect(await screen.text()).toContain('Short break'));
    await keyboard.press('Escape');
    await eventually(async () => expect((await told('/api/timer')).status).not.toBe('running'));

    const parts = screen.page.getByRole('list', { name: 'The day, part by part' });
    await parts.getByRole('button').last().focus();
    await keyboard.press('Home');
    await keyboard.press('Enter');
    await eventually(async () => expect(await screen.text()).toContain('No timer ran, and nobody was clocked in.'));
  });

  it('counts as its owner says, and takes a reset back [D3]', async () => {
    await start();
    await screen.press('One more');
    await screen.press('One more');
    await eventually(async () => expect(await told('/api/session-count')).toMatchObject({ count: 2 }));
    await screen.press('Reset');
    await eventually(async () => expect(await told('/api/session-count')).toMatchObject({ count: 0 }));
    await screen.press('Undo: back to 2');
    await eventually(async () => expect(await told('/api/session-count')).toMatchObject({ count: 2 }));
  });

  it('clocks in here and out elsewhere, and an entry can be put right [C1] [C3]', async () => {
    await screen.page.getByRole('link', { name: 'Clock' }).click();
    await screen.press('Clock in');
    await eventually(async () => expect(await screen.hasButton('Clock out')).toBe(true));
    await eventually(async () => expect(await screen.light()).toBe('Live'));
    const elsewhere = await sameBrowserElsewhere(browser, context);
    const there = await open(elsewhere, '/clock');

    await there.press('Clock out');

    await eventually(async () => expect(await screen.hasButton('Clock in')).toBe(true));
    const entries = screen.page.getByRole('list', { name: 'Entries' });
    expect(await entries.locator('.entry-type').allInnerTexts()).toEqual(['In', 'Out']);
    await entries.getByRole('button', { name: /^Remove Out/ }).click();
    await eventually(async () => expect(await there.hasButton('Clock out')).toBe(true));
    await screen.press('Undo');
    await eventually(async () => expect(await there.hasButton('Clock in')).toBe(true));
    await elsewhere.close();
  });

  it('shuts nobody out, in either theme [W3]', async () => {
    await start();
    // Nothing is half way between two colours while it is looked at.
    const lookIn = (colorScheme: 'light' | 'dark') =>
      screen.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const page of ['Today', 'Clock']) {
      await screen.page.getByRole('link', { name: page }).click();
      await screen.page.getByRole('heading', { level: 2 }).waitFor();
      for (const theme of ['light', 'dark'] as const) {
        await lookIn(theme);
        expect([page, theme, await screen.barriers()]).toEqual([page, theme, []]);
      }
    }
  });

  (canTravel ? it : it.skip)(
    'is right after a laptop slept through the end of a session and a midnight [T5] [D4] [S5] [T12]',
    async () => {
      await screen.page.close();
      await context.clock.install();
      screen = await open();
      await start();
      const { localDate, nextResetAt } = await told('/api/session-count');
      const morningAt = Date.parse(String(nextResetAt)) + HOUR;
      const asleepMs = morningAt - story.now();

      await context.setOffline(true);
      await story.travelTo(morningAt);
      await context.clock.fastForward(asleepMs);
      await context.setOffline(false);

      await eventually(async () => expect(await screen.text()).toContain('It’s 01:0'));
      await eventually(async () => {
        // Another letter may have come first.
        if (await screen.hasButton('1 more')) await screen.press('1 more');
        expect(await screen.text()).toContain('and the timer ran. It counts, unless');
      });
      expect(await screen.text()).toContain('0\nsessions today');
      expect(await screen.hasButton('Start')).toBe(true);
      const { items } = (await told(
        `/api/stats/daily?from=${String(localDate)}&to=${String(localDate)}`,
      )) as unknown as { items: object[] };
      expect(items).toMatchObject([{ workSessionsCompleted: 1, totalWorkSeconds: 1_500, final: true }]);

      await screen.press('Take it out');
      await eventually(async () =>
        expect([(await told('/api/timer')).unattended, await screen.light()]).toEqual([[], 'Live']),
      );
      expect(await screen.hasButton('Take it out')).toBe(false);
    },
  );
});
