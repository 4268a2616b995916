import { DRAFT_EXPIRES_AFTER_MS, MINUTE } from '@tidemark/domain';
import type { Browser, BrowserContext } from 'playwright-core';

import { browserProgram, newVisitor, openBrowser, Screen } from '../kit/browser';
import { eventually } from '../kit/eventually';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const SWEEP = { TIDEMARK_SWEEP_SECONDS: '1' };
const PASSWORD = 'a sentence to keep in mind';

let story: StoryStack;
let browser: Browser;
let context: BrowserContext;
let screen: Screen;

const open = (path: string, from = context) => Screen.open(from, story.addresses[0] + path);
const field = ({ page }: Screen, label: string) => page.getByLabel(label, { exact: true });
const isSaved = ({ page }: Screen) =>
  eventually(async () => expect(await page.locator('.save-light').innerText()).toBe('Saved'));

/** Typing is saved when it pauses for a while; whoever sees the network come back waits no longer. */
const hurry = ({ page }: Screen) => page.evaluate("dispatchEvent(new Event('online'))");

async function begin(title: string, from: Screen = screen): Promise<void> {
  await from.page.goto(`${story.addresses[0]}/drafts`);
  await field(from, 'Title').fill(title);
  await from.press('Begin');
  await eventually(async () => expect(await field(from, 'Title').inputValue()).toBe(title));
  await isSaved(from);
}

async function has(label: string, value: string, ...screens: readonly Screen[]): Promise<void> {
  for (const one of screens) await eventually(async () => expect(await field(one, label).inputValue()).toBe(value));
}

/** The guest becomes a member, and comes back in a browser of its own. */
async function elsewhere(email: string): Promise<BrowserContext> {
  const other = await newVisitor(browser);
  for (const [from, way, button] of [
    [context, 'New here', 'Create an account'],
    [other, 'I have an account', 'Log in'],
  ] as const) {
    const account = await open('/account', from);
    await account.press(way);
    await field(account, 'E-mail address').fill(email);
    await field(account, 'Password').fill(PASSWORD);
    await account.press(button);
    await eventually(async () => expect(await account.text()).toContain(email));
    await account.page.close();
  }
  return other;
}

(browserProgram ? describe : describe.skip)('the page of drafts', () => {
  beforeAll(async () => {
    [story, browser] = await Promise.all([startStory({}, SWEEP, { timeTravel: canTravel }), openBrowser()]);
  }, STACK_MS);
  afterAll(async () => {
    await browser?.close();
    await story?.close();
  }, STACK_MS);

  beforeEach(async () => {
    context = await newVisitor(browser);
    screen = await open('/drafts');
  }, STACK_MS);
  afterEach(() => context?.close());

  it('keeps what was typed when the tab is killed, and offers it again [F3] [F7] [S3]', async () => {
    await begin('Inspection before winter');
    await field(screen, 'Where').fill('Hall 3, pit 2');
    await eventually(async () => expect(await screen.page.locator('.save-light').innerText()).toBe('Saving …'));
    const devtools = await context.newCDPSession(screen.page);
    const crashed = screen.page.waitForEvent('crash');
    void devtools.send('Page.crash').catch(() => undefined);
    await crashed;

    const later = await open('/drafts');

    await eventually(async () => expect(await later.text()).toMatch(/Go on where you were\s+Inspection before winter/));
    expect(await later.text()).toContain('last saved just now');
    await later.page.getByRole('link', { name: 'Inspection before winter' }).click();
    await has('Where', 'Hall 3, pit 2', later);
    await isSaved(later);
  });

  it('merges what two browsers write, and says so where it was the same field [F5]', async () => {
    await begin('On two devices');
    const path = new URL(screen.page.url()).pathname;
    const other = await elsewhere('two-devices@example.com');
    const there = await open(path, other);
    await context.setOffline(true);
    await field(there, 'Odometer (km)').fill('48211');
    await hurry(there);
    await isSaved(there);
    await field(screen, 'Where').fill('Hall 3');
    await field(screen, 'Odometer (km)').fill('48999');
    await eventually(async () =>
      expect(await screen.page.locator('.save-light').innerText()).toMatch(/^Offline · \d changes? queued$/),
    );

    await context.setOffline(false);

    await has('Where', 'Hall 3', screen, there);
    await has('Odometer (km)', '48999', screen, there);
    for (const one of [screen, there])
      await eventually(async () => expect(await one.text()).toMatch(/“Odometer” was changed on two devices at once/));
    await screen.press('Take theirs');
    await has('Odometer (km)', '48211', screen, there);
    await other.close();
  });

  it('is locked as the one session of its profile, and names the one that is in the way [F4]', async () => {
    await begin('The first');
    await screen.press('Lock as session');
    await eventually(async () => expect(await screen.text()).toContain('Session under way'));
    await begin('The second');
    await screen.press('Lock as session');
    await eventually(async () => expect(await screen.page.getByRole('alert').innerText()).toContain('The first'));
    expect(await screen.page.locator('.save-light').innerText()).toBe('Saved');

    await screen.page.getByRole('link', { name: 'Open “The first”' }).click();
    await screen.press('Close the session');
    await screen.page.goBack();
    await screen.press('Try again');

    await eventually(async () => expect(await screen.hasButton('Close the session')).toBe(true));
    await eventually(async () => expect(await screen.page.getByRole('alert').count()).toBe(0));
    await eventually(async () => expect(await screen.light()).toBe('Live'));
  });

  it('has a history, of which anything can be brought back, and that too [F2]', async () => {
    await begin('With a past');
    for (const where of ['Hall 1', 'Hall 2']) {
      await field(screen, 'Where').fill(where);
      await hurry(screen);
      await isSaved(screen);
    }
    const history = screen.page.getByRole('region', { name: 'History' });
    await history.getByRole('button', { name: /^2/ }).click();
    const difference = screen.page.getByRole('region', { name: 'Version 2 compared with version 3' });
    await eventually(async () => expect(await difference.innerText()).toMatch(/Where\s+Hall 1\s+Hall 2/));

    await screen.press('Bring back Where');
    await has('Where', 'Hall 1', screen);
    await screen.press('Undo');
    await has('Where', 'Hall 2', screen);
    await eventually(async () => expect(await history.innerText()).toContain('brought back from 3'));
  });

  it('is thrown away only when nobody takes it back [F2]', async () => {
    await begin('Not needed');
    await screen.press('Discard');
    await eventually(async () => expect(await screen.text()).toContain('“Not needed” is thrown away.'));
    expect(await screen.page.getByRole('link', { name: 'Not needed' }).count()).toBe(0);

    await screen.press('Undo');

    await isSaved(screen);
    await screen.press('Discard');
    await screen.page.getByRole('link', { name: 'Account', exact: true }).click();
    await screen.page.getByRole('heading', { name: 'Account', exact: true }).waitFor();
    await eventually(async () => expect(await screen.light()).toBe('Live'));
    await screen.page.goto(`${story.addresses[0]}/drafts`);
    await eventually(async () => expect(await screen.text()).toContain('Closed and discarded (1)'));
  });

  it('shuts nobody out, in either theme, and neither do the pages of sync and account [W3]', async () => {
    // Colours that are on their way from one theme to the other have no contrast yet.
    await screen.page.emulateMedia({ reducedMotion: 'reduce' });
    await begin('For everybody');
    await field(screen, 'Where').fill('Hall 1');
    await hurry(screen);
    await isSaved(screen);
    await screen.page.getByRole('button', { name: /^1/ }).click();
    await screen.page.getByRole('button', { name: 'Bring back all of version 1' }).waitFor();
    for (const path of [null, '/drafts', '/devices', '/account']) {
      if (path !== null) await screen.page.goto(story.addresses[0] + path);
      await screen.page.getByRole('heading', { level: 2 }).waitFor();
      for (const theme of ['light', 'dark']) {
        await screen.page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
        expect([path, theme, await screen.barriers()]).toEqual([path, theme, []]);
      }
    }
  });

  (canTravel ? it : it.skip)(
    'comes back when nobody has touched it for a month [F6]',
    async () => {
      await begin('Forgotten');
      await story.travel(DRAFT_EXPIRES_AFTER_MS + MINUTE);
      await screen.page.goto(`${story.addresses[0]}/drafts`);
      await eventually(async () => expect(await screen.text()).toMatch(/Expired, and can come back\s+Forgotten/));
      expect(await screen.text()).not.toContain('Go on where you were');

      await screen.press('Recover Forgotten');

      await eventually(async () => expect(await screen.text()).toMatch(/Go on where you were\s+Forgotten/));
      await eventually(async () => expect(await screen.light()).toBe('Live'));
    },
    STACK_MS,
  );
});
