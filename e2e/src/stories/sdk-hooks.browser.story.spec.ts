import type { Browser, BrowserContext, Page } from 'playwright-core';

import { browserProgram, openBrowser } from '../kit/browser';
import { Cable } from '../kit/cable';
import { eventually } from '../kit/eventually';
import { inTab, openTab, sdkProfile } from '../kit/sdk-pages';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;
let cable: Cable;
let browser: Browser;
let profile: BrowserContext;
let tab: Page;
/** What React and the browser complain of. */
const complaints: string[] = [];

const inBrowser = browserProgram === undefined ? describe.skip : describe;

/** A cable is cut here, and a browser says so. */
const OF_THE_NETWORK = /net::|WebSocket/;

const press = (button: string) => tab.getByRole('button', { name: button, exact: true }).click();
const text = (id: string) => tab.locator(`#${id}`).textContent({ timeout: 1_000 });
const shows = (id: string, what: string) => eventually(async () => expect(await text(id)).toBe(what));

/** In development and in strict mode, where everything is mounted twice. */
inBrowser('a page with the hooks for React, as docs/guide/browser.md shows it', () => {
  beforeAll(async () => {
    story = await startStory();
    cable = await Cable.to(story.addresses[0]);
    browser = await openBrowser();
    profile = await sdkProfile(browser, cable.address, 'hooks');
    tab = await openTab(profile, cable.address);
    tab.on('console', (message) => {
      if (message.type() === 'error' && !OF_THE_NETWORK.test(message.text())) complaints.push(message.text());
    });
    tab.on('pageerror', (error) => complaints.push(String(error)));
  }, STACK_MS);
  afterAll(async () => {
    await browser?.close();
    cable?.close();
    await story?.close();
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
