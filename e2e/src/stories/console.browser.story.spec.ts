import type { Browser, BrowserContext } from 'playwright-core';

import { browserProgram, newVisitor, openBrowser, Screen } from '../kit/browser';
import { jsonIn, tidemark } from '../kit/command-line';
import { eventually } from '../kit/eventually';
import { ask } from '../kit/http';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const PASSWORD = 'a password that nobody guesses';
const LETTER = 'The zone Mars/Base is not known.';
const STORY_MS = 60_000;

let story: StoryStack;
let browser: Browser;
let screen: Screen;
let person: Person;
let at = (_: string) => '';
/** Everybody has a browser of their own and logs in once. */
const browsers = new Map<string, BrowserContext>();

/** Somebody with an account, and with this role where one is named. */
async function registered(email: string, role?: 'ops' | 'ops-admin'): Promise<void> {
  const { body } = await ask('POST', at('/api/auth/register'), { body: { email, password: PASSWORD } });
  if (!role) return;
  const words = ['role', 'grant', String(body['userId']), role, '--reason', 'looks after this', '--json'];
  const { roles } = jsonIn<{ roles: readonly string[] }>(await tidemark(story.stack.environment, ...words));
  expect(roles).toContain(role);
}

async function openConsole(email: string): Promise<void> {
  const known = browsers.get(email);
  const context = known ?? (await newVisitor(browser));
  browsers.set(email, context);
  if (!known) await logIn(await Screen.open(context, at('/account')), email);
  screen = await Screen.open(context, at('/ops'));
}

async function logIn({ page }: Screen, email: string): Promise<void> {
  await page.getByRole('button', { name: 'I have an account' }).click();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText(email).first().waitFor();
  await page.close();
}

/** A pause of which no checkpoint could be made. */
async function putAside(): Promise<void> {
  await eventually(async () => {
    const { rowCount } = await story.database.query(
      `DELETE FROM timer.checkpoints WHERE checkpoint_type = 'WORK_PAUSED'`,
    );
    expect(rowCount).toBe(1);
  });
  await story.database.query(
    `INSERT INTO timer.dead_letters (consumer, lane, position, event_id, reason)
     SELECT 'checkpoints', lane, position, event_id, $1 FROM timer.events WHERE type = 'SessionPaused'`,
    [LETTER],
  );
}

const shows = (text: string | RegExp) => eventually(async () => expect(await screen.text()).toMatch(text));

(browserProgram ? describe : describe.skip)('the console', () => {
  beforeAll(async () => {
    [story, browser] = await Promise.all([startStory({ opsServices: 1 }), openBrowser()]);
    at = (path) => story.addresses[0] + path;
    person = await Person.guest(story.addresses[0], 'Europe/Berlin');
    for (const deed of ['start', 'pause', 'resume', 'stop']) await person.post(`/api/timer/${deed}`);
    await putAside();
    await story.service('ops-service').process.ready();
    await registered('olga@example.com', 'ops-admin');
    await registered('otto@example.com', 'ops');
    await registered('anna@example.com');
  }, STACK_MS);
  afterEach(() => screen?.page.close());
  afterAll(async () => {
    await browser?.close();
    await story?.close();
  }, STACK_MS);

  it(
    'shows an operator the system, and leads from each number to what it counts [O2] [X6]',
    async () => {
      await openConsole('olga@example.com');
      await shows(/timer-service\s+ready/);
      await shows(/gateway\s+ready/);
      await shows(/1\s+dead letter/);
      await shows('Europe/Berlin');
      expect(await screen.barriers()).toEqual([]);
      await screen.page
        .getByRole('link', { name: /dead letter/ })
        .last()
        .click();
      await shows(LETTER);
    },
    STORY_MS,
  );

  it(
    'goes back in time with a stream: what it was then, and what changed [O2] [X1]',
    async () => {
      await openConsole('otto@example.com');
      const { page } = screen;
      await page.getByRole('link', { name: 'Streams', exact: true }).click();
      await page.getByLabel('User').fill(person.userId);
      await page.getByLabel('Kind').selectOption('timer');
      await screen.press('Find');
      await eventually(async () => expect(await page.getByRole('row').count()).toBe(2));
      await page.getByRole('link', { name: /^timer-/ }).click();
      await shows(/Session interrupted/);

      const slider = page.getByRole('slider', { name: 'Version' });
      await slider.fill('2');
      await shows(/status\s+running\s*paused/);
      await shows(/The state then[\s\S]+status\s+paused/);
      await slider.press('ArrowLeft');
      await shows(/The state then[\s\S]+status\s+running/);
      expect(await screen.barriers()).toEqual([]);

      const address = new URL(page.url());
      expect(address.search).toBe('?version=1');
      const second = await person.get('/api/timer');
      await page.goto(at(`${address.pathname}?at=${encodeURIComponent(String(second.body['serverTime']))}`));
      await eventually(async () => expect(await slider.inputValue()).toBe('4'));
      await screen.press('Play');
      await eventually(async () => expect(Number(await slider.inputValue())).toBeLessThan(4));
    },
    STORY_MS,
  );

  it(
    'plays a day again as a moving picture [X1]',
    async () => {
      await openConsole('otto@example.com');
      const { page } = screen;
      const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/Berlin' });
      await page.goto(at(`/ops/days/${person.userId}/${today}`));
      await shows(`${today} in Europe/Berlin`);
      const clock = () => page.locator('.day-clock strong').innerText();
      await page.getByRole('slider', { name: 'Moment' }).press('Home');
      await shows('Nothing had happened yet.');
      expect(await clock()).toBe('00:00:00');
      await screen.press('Play');
      await eventually(async () => expect((await clock()) > '00:10:00').toBe(true));
      await screen.press('Pause');
      await screen.press('The event after');
      await shows(/Day begun/);
    },
    STORY_MS,
  );

  it(
    'has a dead letter applied with a reason, and the reason in the audit [O2] [I-29]',
    async () => {
      await openConsole('olga@example.com');
      const { page } = screen;
      await page.goto(at('/ops/letters'));
      await screen.press('Apply it after all');
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByRole('button', { name: 'Apply it after all' }).isDisabled()).toBe(true);
      await dialog.getByLabel(/Why/).fill('the zone is known since the update');
      await dialog.getByRole('button', { name: 'Apply it after all' }).click();
      await shows('Nothing was put aside');
      expect((await story.database.query('SELECT FROM timer.dead_letters')).rowCount).toBe(0);
      await page.getByRole('link', { name: 'Audit' }).click();
      await shows(/dead-letter\/retry timer\/checkpoints\/\d+\.\d+ done\s+“the zone is known since the update”/);
    },
    STORY_MS,
  );

  it(
    'proves what is kept, and tells what it looked at [O2]',
    async () => {
      await openConsole('otto@example.com');
      await screen.page.goto(at('/ops/proofs'));
      await screen.press('Prove');
      await shows('Nothing is wrong');
      await shows(/I-07 heads, checkpoints and resets are the fold of their events/);
    },
    STORY_MS,
  );

  it(
    'tells everybody else politely that it is for operators, and the server refuses them [O2] [I-26]',
    async () => {
      await openConsole('anna@example.com');
      await shows('This page is for the people who look after Tidemark.');
      expect(await screen.page.getByRole('link', { name: 'Console' }).count()).toBe(0);
      const { status, body } = await ask('GET', at('/api/ops/overview'), { token: await screen.token() });
      expect([status, body.error?.code]).toEqual([403, 'auth/forbidden']);
    },
    STORY_MS,
  );

  it(
    'has no buttons for who may only look [O2]',
    async () => {
      await openConsole('otto@example.com');
      await screen.page.goto(at('/ops/letters'));
      await eventually(async () => expect(await screen.text()).toMatch(/Nothing was put aside|put aside/));
      expect(await screen.page.getByRole('button', { name: /Apply|Drop/ }).count()).toBe(0);
      const token = await screen.token();
      const body = { letter: 'timer/checkpoints/1.1', reason: 'because' };
      expect((await ask('POST', at('/api/ops/dead-letters/skip'), { token, body })).status).toBe(403);
    },
    STORY_MS,
  );
});
