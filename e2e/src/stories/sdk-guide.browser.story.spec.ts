import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';

import { browserProgram, openBrowser } from '../kit/browser';
import { Cable } from '../kit/cable';
import { eventually } from '../kit/eventually';
import { inTab, openTab, sdkProfile } from '../kit/sdk-pages';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

let story: StoryStack;
let cable: Cable;
let browser: Browser;
/** Somebody else's web server, with the plain page on it. */
let elsewhere: Server;
let tab: Page;

const inBrowser = browserProgram === undefined ? describe.skip : describe;

const PLAIN_PAGE = resolve(__dirname, '../../../examples/plain-page');
const FILE = /^\/(index\.html|page\.css|page\.js)$/;
const AWAY_MS = 7 * 60_000;
const RIGHT_TO_MS = 50;
/** A cable is cut here, and a browser says so. */
const OF_THE_NETWORK = /net::|WebSocket/;

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const press = (button: string) => tab.getByRole('button', { name: button, exact: true }).click();
const text = (id: string) => tab.locator(`#${id}`).textContent({ timeout: 1_000 });
const shows = (id: string, what: string) => eventually(async () => expect(await text(id)).toBe(what));

beforeAll(async () => {
  if (browserProgram === undefined) return;
  elsewhere = createServer(({ url = '' }, response) => {
    const [, name] = FILE.exec(url) ?? [];
    if (name === undefined) return void response.writeHead(404).end();
    const types = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
    response.setHeader('content-type', types[name.split('.')[1] as keyof typeof types]);
    const text = readFileSync(resolve(PLAIN_PAGE, name), 'utf8');
    response.end(text.replace('http://localhost:4280', cable.address));
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  story = await startStory({}, { TIDEMARK_ALLOWED_ORIGINS: addressOf(elsewhere) }, { timeTravel: canTravel });
  cable = await Cable.to(story.addresses[0]);
  browser = await openBrowser();
}, STACK_MS);
afterAll(async () => {
  await browser?.close();
  elsewhere?.close();
  cable?.close();
  await story?.close();
}, STACK_MS);

/** In development and in strict mode, where everything is mounted twice. */
inBrowser('a page with the hooks for React, as docs/guide/browser.md shows it', () => {
  /** What React and the browser complain of. */
  const complaints: string[] = [];

  beforeAll(async () => {
    const profile = await sdkProfile(browser, cable.address, 'hooks');
    tab = await openTab(profile, cable.address);
    tab.on('console', (message) => {
      if (message.type() === 'error' && !OF_THE_NETWORK.test(message.text())) complaints.push(message.text());
    });
    tab.on('pageerror', (error) => complaints.push(String(error)));
  }, STACK_MS);

  it('begins with a button, and has a countdown that is right at every second [S6] [S8]', async () => {
    await press('Begin');
    await shows('light', 'green');
    await press('Start');
    for (let second = 0; second < 2; second += 1) {
      const changed = await inTab<{ shown: number; leftMs: number }>(tab, NEXT_SECOND);
      expect(changed.shown).toBe(Math.ceil(changed.leftMs / 1_000));
    }
    await press('Pause');
    await eventually(async () => expect(await inTab(tab, STATUS)).toBe('paused'));
  });

  it('counts the work clock by the second, and the count of the day [S6] [C5] [D3]', async () => {
    await press('Clock in');
    await eventually(async () => expect(Number(await text('worked'))).toBeGreaterThan(0));
    await press('Clock out');
    await eventually(async () => expect(Number(await text('paused'))).toBeGreaterThan(0));
    await press('One more');
    await shows('count', '1');
    // Asked for anew, because the count has changed.
    await shows('overrides', '1');
  });

  it('says what is on this device only, and what has arrived [S6] [X7]', async () => {
    cable.cut();
    await tab.getByRole('checkbox').click();
    await shows('place', 'on this device');
    expect(await tab.getByRole('checkbox').isChecked()).toBe(true);
    await shows('light', '1 to be sent');
    cable.mend();
    await shows('place', 'on the server');
    await shows('light', 'green');
  });

  it('saves a form while it is typed, with a light that is green again by itself [F7] [S4]', async () => {
    await press('New form');
    const field = tab.getByRole('textbox');
    await field.fill('B-2026');
    await shows('saved', 'amber');
    // In the middle of what stands there: a form that shows old text for a moment would lose the place.
    await field.press('Home');
    for (const key of ['ArrowRight', 'ArrowRight', 'T', 'M', '-']) await field.press(key);
    expect(await field.inputValue()).toBe('B-TM-2026');
    await inTab(tab, 'tidemark.flush()');
    await shows('saved', 'green');
    await press('Done');
    const drafts = `tidemark.ask('/api/drafts/restore?profileId=garage').then(({ value }) => value.active.data)`;
    await eventually(async () => expect(await inTab(tab, drafts)).toEqual({ plate: 'B-TM-2026' }));
  });

  it('keeps what was refused in sight, until somebody decides [X7]', async () => {
    await inTab(tab, `tidemark.command('timer/pause').settled`);
    const refused = tab.locator('.refused');
    await eventually(async () => expect(await refused.textContent()).toContain('No session is running.'));
    expect(await text('light')).toBe('red');
    await press('Forget it');
    await shows('light', 'green');
    expect(await refused.count()).toBe(0);
  });

  it('is nothing that React complains of', () => expect(complaints).toEqual([]));
});

(browserProgram !== undefined && canTravel ? describe : describe.skip)('a tab in the background', () => {
  it(
    'whose timers stood still for minutes is right to 50 ms as soon as somebody looks [S5] [C5]',
    async () => {
      const profile = await sdkProfile(browser, cable.address, 'hooks');
      await profile.addInitScript(BACKGROUND);
      tab = await openTab(profile, cable.address);
      await press('Begin');
      await shows('light', 'green');
      await press('Start');
      await shows('light', 'green');
      const { endsAt } = await inTab<{ endsAt: string }>(tab, `tidemark.get('timer').value`);
      // Nothing else gives it a reason to look at the clock.
      cable.cut();
      await shows('light', 'amber');
      await inTab(tab, 'background.begin()');
      const before = await text('left');
      await Promise.all([story.travel(AWAY_MS), inTab(tab, `background.pass(${AWAY_MS})`)]);
      expect(await text('left')).toBe(before);

      const from = story.now();
      const shown = Number(await inTab<string>(tab, 'background.end()'));
      const until = story.now();
      cable.mend();
      const leftAt = (at: number, wrongMs: number) => Math.ceil((Date.parse(endsAt) - at + wrongMs) / 1_000);
      expect(shown).toBeGreaterThanOrEqual(leftAt(until, -RIGHT_TO_MS));
      expect(shown).toBeLessThanOrEqual(leftAt(from, RIGHT_TO_MS));
    },
    STACK_MS,
  );
});

inBrowser('the plain page of the examples, on an origin of its own', () => {
  it('starts, goes on without a network, and is found again as it was [S1] [S2] [S3]', async () => {
    const profile = await browser.newContext();
    tab = await profile.newPage();
    await tab.goto(`${addressOf(elsewhere)}/index.html`);
    await shows('said', 'Saved');
    await press('Start');
    await eventually(async () => expect(await text('left')).toMatch(/^24:5\d$/));
    await shows('said', 'Saved');

    cable.cut();
    await press('Clock in');
    await shows('said', '1 to be sent');
    await press('Pause');
    await shows('press', 'Resume');
    const left = await text('left');
    cable.mend();
    await shows('said', 'Saved');

    await tab.reload();
    await shows('said', 'Saved');
    expect([await text('left'), await text('press'), await text('clock')]).toEqual([left, 'Resume', 'Clock out']);
  });
});

/** The clocks of a device that can be set ahead, and timers that do not fire while nobody looks. */
const BACKGROUND = `{
  const [wall, steady, later] = [Date.now, performance.now.bind(performance), setTimeout];
  let [aheadMs, isHidden, late] = [0, false, []];
  Date.now = () => wall() + aheadMs;
  performance.now = () => steady() + aheadMs;
  window.setTimeout = (work, delayMs) => later(() => (isHidden ? late.push(work) : work()), delayMs);
  Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
  const turn = (hides) => {
    isHidden = hides;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  window.background = {
    begin: () => turn(true),
    pass: (durationMs) => void (aheadMs += durationMs),
    async end() {
      turn(false);
      // What is shown with the next picture, before any of the late timers has its turn.
      await new Promise(requestAnimationFrame);
      const shown = document.querySelector('#left').textContent;
      late.forEach((work) => work());
      return shown;
    },
  };
}`;
const STATUS = `tidemark.get('timer').value.status`;
/** What stands there as soon as another second does, and what is left by then. */
const NEXT_SECOND = `new Promise((resolve) => {
  const left = document.querySelector('#left');
  new MutationObserver((_, observer) => {
    const leftMs = Date.parse(tidemark.get('timer').value.endsAt) - tidemark.now();
    observer.disconnect();
    resolve({ shown: Number(left.textContent), leftMs });
  }).observe(left, { characterData: true, subtree: true, childList: true });
})`;
