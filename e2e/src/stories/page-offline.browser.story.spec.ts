import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';

import { browserProgram, newVisitor, openBrowser, Screen } from '../kit/browser';
import { eventually } from '../kit/eventually';
import { ask } from '../kit/http';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const BUILT = process.env['TIDEMARK_WEB_DIR'] ?? resolve(__dirname, '../../../apps/web/dist');
const PASSWORD = 'a sentence to keep in mind';

let story: StoryStack;
let browser: Browser;
let context: BrowserContext;
let screen: Screen;
/** What the gateway hands out, so that a newer version can come. */
const webDir = mkdtempSync(join(tmpdir(), 'tidemark-page-'));

const open = (path = '/', from = context) => Screen.open(from, story.addresses[0] + path);
const go = (name: string) => screen.page.getByRole('link', { name, exact: true }).click();
const field = (label: string) => screen.page.getByLabel(label, { exact: true });
const dialog = () => screen.page.getByRole('dialog');
const reads = (words: string | RegExp, shown = screen) =>
  eventually(async () => expect(await shown.text()).toMatch(words));
const shines = (words: string) => eventually(async () => expect(await screen.light()).toBe(words));

async function told(method: string, path: string) {
  return ask(method, story.addresses[0] + path, { token: await screen.token() });
}

async function startTimer(): Promise<void> {
  await screen.press('Start');
  await shines('Live');
  await eventually(async () => expect((await told('GET', '/api/timer')).body).toMatchObject({ status: 'running' }));
}

/** The page is kept on this device, and this tab is served from there. */
async function isKept(): Promise<void> {
  await eventually(async () =>
    expect(await screen.page.evaluate<boolean>('navigator.serviceWorker.controller !== null')).toBe(true),
  );
}

(browserProgram ? describe : describe.skip)('the page on a device of its own', () => {
  beforeAll(async () => {
    cpSync(BUILT, webDir, { recursive: true });
    const settings = { TIDEMARK_WEB_DIR: webDir };
    [story, browser] = await Promise.all([startStory({}, settings), openBrowser()]);
  }, STACK_MS);
  afterAll(async () => {
    await browser?.close();
    await story?.close();
    rmSync(webDir, { recursive: true });
  }, STACK_MS);

  beforeEach(async () => {
    context = await newVisitor(browser);
    screen = await open();
  }, STACK_MS);
  afterEach(() => context?.close());

  it('can be installed, and opens at any page without a network, with the last it knew [W3]', async () => {
    await startTimer();
    await isKept();
    const devtools = await context.newCDPSession(screen.page);
    const { errors, data } = (await devtools.send('Page.getAppManifest')) as { errors: unknown[]; data?: string };
    expect([errors, JSON.parse(data ?? '{}')]).toMatchObject([[], { display: 'standalone', start_url: '/' }]);
    const before = await screen.secondsShown();
    await context.setOffline(true);
    await screen.page.close();

    screen = await open();

    await shines('Offline');
    expect(await screen.hasButton('Pause')).toBe(true);
    expect(await screen.secondsShown()).toBeLessThanOrEqual(before);
    for (const [page, words] of [
      ['/drafts', 'A form that keeps itself'],
      ['/devices', 'no connection'],
      ['/account', 'Signed in on this device'],
      ['/statistics', 'Statistics'],
    ] as const) {
      await screen.page.goto(story.addresses[0] + page);
      await reads(words);
      await shines('Offline');
    }
    await context.setOffline(false);
    await shines('Live');
  });

  it('says that there is a newer version, and goes over to it when the person says so [W3]', async () => {
    await startTimer();
    await isKept();
    appendFileSync(join(webDir, 'sw.js'), '\n// Another version.\n');
    await screen.page.reload();

    const notice = screen.page.locator('.update-notice');
    await eventually(async () => expect(await notice.innerText()).toContain('Your timer goes on meanwhile.'));
    const reloaded = screen.page.waitForEvent('load');
    await screen.press('Reload');
    await reloaded;

    await eventually(async () => expect(await screen.hasButton('Pause')).toBe(true));
    expect(await notice.count()).toBe(0);
  });

  it('makes an account out of the guest, who keeps the day [G3] [W2]', async () => {
    await startTimer();
    const { body: before } = await told('GET', '/api/timer');
    await go('Account');
    await reads('You are a guest');
    await field('E-mail address').fill('ada@nowhere');
    await field('Password').fill(PASSWORD);
    await screen.press('Create an account');
    await eventually(async () => expect(await field('E-mail address').getAttribute('aria-invalid')).toBe('true'));
    await field('E-mail address').fill('ada@example.com');
    await screen.press('Create an account');
    await reads('ada@example.com');

    const other = await newVisitor(browser);
    screen = await open('/account', other);
    await screen.press('I have an account');
    await field('E-mail address').fill('ada@example.com');
    await field('Password').fill('not this one at all');
    await screen.press('Log in');
    await reads('There is no account with this e-mail address and this password.');
    await field('Password').fill(PASSWORD);
    await screen.press('Log in');
    await reads('ada@example.com');
    expect((await told('GET', '/api/timer')).body).toMatchObject({ sessionId: before.sessionId, status: 'running' });
    await go('Today');
    await eventually(async () => expect(await screen.hasButton('Pause')).toBe(true));
    await other.close();
  });

  it('begins where the device is for whoever signs up before anything else [W2]', async () => {
    await go('Account');
    await field('E-mail address').fill('first@example.com');
    await field('Password').fill(PASSWORD);
    await screen.press('Create an account');
    await reads('first@example.com');

    const here = { timezone: 'Europe/Berlin', theme: 'system' };
    await eventually(async () => expect((await told('GET', '/api/configuration')).body).toMatchObject(here));
  });

  it('asks before somebody leaves with work that was not sent, and loses nothing without a yes [S10]', async () => {
    await startTimer();
    await go('Account');
    await reads('You are a guest');
    await context.setOffline(true);
    await go('Today');
    await screen.press('Pause');
    await shines('Offline · 1 change waits');
    await go('Account');
    await screen.press('Log out');
    await eventually(async () => expect(await dialog().innerText()).toContain('Pause the timer'));
    await screen.press('Stay');
    await shines('Offline · 1 change waits');

    await screen.press('Log out');
    await screen.press('Log out and lose them');

    await reads('Everything works without an account.');
    await shines('Ready');
    // The next one at this device finds nothing of the day that was here.
    await eventually(async () => expect(await screen.page.evaluate('Object.keys(localStorage)')).toEqual([]));
  });

  it('shows what waits and what was refused, and lets it be said in other words [X7] [S3]', async () => {
    for (const title of ['Thrown away elsewhere', 'Still there']) {
      await screen.page.goto(`${story.addresses[0]}/drafts`);
      await field('Title').fill(title);
      await screen.press('Begin');
      await eventually(async () => expect(await screen.page.locator('.save-light').innerText()).toBe('Saved'));
    }
    const { body } = await told('GET', '/api/drafts');
    const [there = { id: '' }, gone = { id: '' }] = body['items'] as { id: string }[];
    await screen.page.goto(`${story.addresses[0]}/drafts/${gone.id}`);
    await field('Where').waitFor();
    await context.setOffline(true);
    await field('Where').fill('Hall 9');
    await go('Devices and sync');
    await reads(/Save a draft: “Thrown away elsewhere”\s+just now — .*goes when there is a connection/);
    await reads('1 change only here, so far');
    expect((await told('POST', `/api/drafts/${gone.id}/discard`)).status).toBe(200);

    await context.setOffline(false);

    await shines('1 change refused');
    await screen.press('Edit');
    const json = screen.page.getByLabel('What is sent, as JSON');
    await json.fill((await json.inputValue()).replace(gone.id, there.id));
    await screen.press('Send');
    await shines('Live');
    await reads('Nothing waits');
    expect((await told('GET', `/api/drafts/${there.id}`)).body).toMatchObject({ data: { place: 'Hall 9' } });
  });

  it('takes everything along, and erases it only for somebody who means it [G3]', async () => {
    await startTimer();
    const token = await screen.token();
    await go('Account');
    const [file] = await Promise.all([screen.page.waitForEvent('download'), screen.press('Export')]);
    expect(file.suggestedFilename()).toMatch(/^tidemark-\d{4}-\d\d-\d\d\.json$/);
    await reads(/Saved, with \d+ events\./);
    await screen.press('Erase …');
    const erase = screen.page.getByRole('button', { name: 'Erase for good' });
    expect(await erase.isDisabled()).toBe(true);
    await screen.page.getByLabel('Type “erase” if you mean it').fill('Erase');
    await erase.click();

    await reads('Everything works without an account.');
    expect((await ask('GET', `${story.addresses[0]}/api/me`, { token })).status).toBe(401);
  });
});
