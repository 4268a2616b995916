import type { Browser, BrowserContext } from 'playwright-core';

import { browserProgram, openBrowser, Screen } from '../kit/browser';
import { eventually } from '../kit/eventually';
import { ask } from '../kit/http';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;
let browser: Browser;
let context: BrowserContext;
let screen: Screen;

const open = async () => Screen.open(await context.newPage(), story.addresses[0]);

/** The timer of the account that this browser has, as the server tells it. */
async function told() {
  const { body } = await ask('GET', `${story.addresses[0]}/api/timer`, { token: await screen.token() });
  return body;
}

/** Right to the second: a page may draw a second late, and is asked while one passes. */
async function isInTime(shown: Screen): Promise<void> {
  const { endsAt } = await told();
  await eventually(async () => {
    const leftMs = Date.parse(endsAt ?? '') - Date.now();
    expect(Math.abs((await shown.secondsLeft()) - leftMs / 1_000)).toBeLessThan(1.5);
  });
}

(browserProgram ? describe : describe.skip)('somebody who opens the page', () => {
  beforeAll(async () => {
    [story, browser] = await Promise.all([startStory(), openBrowser()]);
  }, STACK_MS);
  afterAll(async () => {
    await browser?.close();
    await story?.close();
  }, STACK_MS);

  beforeEach(async () => {
    context = await browser.newContext();
    screen = await open();
    expect(await screen.text('countdown')).toBe('25:00');
    await screen.press('Start');
    await eventually(async () =>
      expect([await screen.text('primary'), await screen.text('light')]).toEqual(['Pause', 'Live']),
    );
  }, STACK_MS);
  afterEach(() => context?.close());

  it('presses Start as a guest and sees the time that is left, right to the second [W1] [T1]', async () => {
    expect(await told()).toMatchObject({ status: 'running', sessionType: 'work', durationSeconds: 1_500, version: 1 });
    await isInTime(screen);
    expect(await screen.text('name')).toBe('Work · round 1');
  });

  it('sees a second tab in step, and whatever either of them presses [G1]', async () => {
    const second = await open();
    await isInTime(second);
    await isInTime(screen);

    await second.press('Pause');

    await eventually(async () => expect(await screen.text('primary')).toBe('Resume'));
    expect(await screen.text('countdown')).toBe(await second.text('countdown'));
    const { status, remainingSeconds } = await told();
    expect([status, remainingSeconds]).toEqual(['paused', await screen.secondsLeft()]);
  });

  it('reloads and finds the session going on [W2] [T7]', async () => {
    const before = await told();

    await screen.reload();

    await eventually(async () => expect(await screen.text('light')).toBe('Live'));
    expect(await screen.text('primary')).toBe('Pause');
    await isInTime(screen);
    expect(await told()).toMatchObject({ sessionId: before.sessionId, endsAt: before.endsAt, version: 1 });
  });
});
