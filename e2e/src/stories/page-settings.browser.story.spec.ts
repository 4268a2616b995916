import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Locator } from 'playwright-core';

import { browserProgram, newVisitor, openBrowser, Screen } from '../kit/browser';
import { eventually } from '../kit/eventually';
import { ask, type Ask } from '../kit/http';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let story: StoryStack;
let browser: Browser;
let context: BrowserContext;
let screen: Screen;

const goTo = async (path: string) => {
  await screen.page.goto(story.addresses[0] + path);
  await screen.page.getByRole('heading', { level: 2 }).waitFor();
};
const field = (label: string) => screen.page.getByLabel(label, { exact: true });
const told = async (path: string) => (await asked('GET', path)).body;
const asked = async (method: string, path: string, said: Ask = {}) =>
  ask(method, story.addresses[0] + path, { token: await screen.token(), ...said });
const says = (...words: readonly string[]) =>
  eventually(async () => {
    const text = await screen.text();
    words.forEach((each) => expect(text).toContain(each));
  });

/** The first change of all makes a guest of a visitor. */
async function becomeGuest(): Promise<void> {
  await goTo('/settings');
  await screen.page.getByRole('switch', { name: 'Sound' }).uncheck();
  await eventually(async () => expect(await told('/api/configuration')).toMatchObject({ soundEnabled: false }));
}

async function drag(from: Locator, to: Locator): Promise<void> {
  await from.hover();
  await screen.page.mouse.down();
  const { x = 0, y = 0, width = 0, height = 0 } = (await to.boundingBox()) ?? {};
  await screen.page.mouse.move(x + width / 2, y + height / 2, { steps: 6 });
  await screen.page.mouse.up();
}

(browserProgram ? describe : describe.skip)('the pages of settings, statistics and programs', () => {
  // Looking for barriers takes a browser long on a busy machine.
  jest.setTimeout(STACK_MS);
  beforeAll(async () => {
    [story, browser] = await Promise.all([startStory(), openBrowser()]);
  }, STACK_MS);
  afterAll(async () => {
    await browser?.close();
    await story?.close();
  }, STACK_MS);

  beforeEach(async () => {
    context = await newVisitor(browser);
    screen = await Screen.open(context, `${story.addresses[0]}/settings`);
  }, STACK_MS);
  afterEach(() => context?.close());

  describe('settings', () => {
    it('makes a guest of whoever changes one, shows it at once, and takes it back [D1] [S2]', async () => {
      await says('you are a guest');
      await field('Work').fill('30');
      await field('Work').press('Enter');
      await says('Work is 30 min.');
      await eventually(async () => expect(await told('/api/configuration')).toMatchObject({ workDuration: 1_800 }));
      await screen.press('Undo');
      expect(await field('Work').inputValue()).toBe('25');
      await eventually(async () => expect(await told('/api/configuration')).toMatchObject({ workDuration: 1_500 }));
    });

    it('says beside the field what the server refuses, until it is put right [S8]', async () => {
      await becomeGuest();
      await field('Work').fill('5000');
      await field('Work').press('Enter');
      await says('workDuration must not be greater than 86400');
      expect(await field('Work').getAttribute('aria-invalid')).toBe('true');
      await field('Work').fill('50');
      await field('Work').press('Enter');
      await eventually(async () => expect(await field('Work').getAttribute('aria-invalid')).toBe('false'));
      expect(await told('/api/configuration')).toMatchObject({ workDuration: 3_000 });
    });

    it('says what a zone will do to the day before it does it, and then does that [D2] [D6]', async () => {
      await becomeGuest();
      const { localDate: before } = await told('/api/session-count');
      await field('Time zone').fill('kirit');
      await field('Time zone').press('Enter');
      await says('UTC+14', 'The next ten resets would be');
      expect(await field('Time zone').inputValue()).toBe('Pacific/Kiritimati');
      const proposal = await screen.page.locator('.proposal').innerText();
      expect(await told('/api/configuration')).toMatchObject({ timezone: 'Europe/Berlin' });
      await screen.page.locator('.proposal .primary').click();
      await eventually(async () =>
        expect(await told('/api/configuration')).toMatchObject({ timezone: 'Pacific/Kiritimati' }),
      );
      const { localDate: after } = await told('/api/session-count');
      expect(proposal.includes('ends now')).toBe(after !== before);
      await says('The next ten resets\n');
    });

    it('has a dial that is turned by keys and by hand [D2] [W3]', async () => {
      await becomeGuest();
      const knob = screen.page.getByRole('slider', { name: 'The day ends at' });
      await knob.focus();
      for (const key of ['ArrowRight', 'ArrowRight', 'PageUp', 'Shift+ArrowLeft'])
        await screen.page.keyboard.press(key);
      expect(await knob.getAttribute('aria-valuetext')).toBe('01:29');
      const { x = 0, y = 0, width = 0, height = 0 } = (await screen.page.locator('.reset-dial').boundingBox()) ?? {};
      await knob.hover();
      await screen.page.mouse.down();
      await screen.page.mouse.move(x + width * 0.8, y + height / 2, { steps: 4 });
      await screen.page.mouse.up();
      expect(await field('Day ends at').inputValue()).toBe('06:00');
      await screen.page.locator('.proposal .primary').click();
      await says('Your day runs from 06:00 to 06:00');
      await eventually(async () =>
        expect(await told('/api/configuration')).toMatchObject({ dailyResetTime: { hour: 6 } }),
      );
    });
  });

  describe('statistics', () => {
    it('shows a visitor an example, and whoever worked what they did, down to the day [D7] [X6]', async () => {
      await goTo('/statistics');
      await says('This is an example.');
      await becomeGuest();
      const at = new Date(story.now() - 2 * 60_000).toISOString();
      await asked('POST', '/api/timer/start', { body: { durationSeconds: 60, at } });
      await goTo('/statistics');
      const sessions = screen.page.getByRole('button', { name: /^Sessions/ });
      await eventually(async () => expect(await sessions.innerText()).toMatch(/Sessions\s+1\s/));
      await sessions.click();
      await says('1 min', 'goes on');
    });

    it('has a year that is walked by keys, and a file of the range [W3]', async () => {
      await goTo('/statistics');
      const heading = screen.page.locator('#day-story');
      const before = await heading.innerText();
      await screen.page.locator('.heat [tabindex="0"]').focus();
      for (const key of ['ArrowLeft', 'ArrowLeft', 'Enter']) await screen.page.keyboard.press(key);
      await eventually(async () => expect(await heading.innerText()).not.toBe(before));
      expect(Date.parse(`${before} UTC`) - Date.parse(`${await heading.innerText()} UTC`)).toBe(14 * DAY_MS);
      expect(await screen.page.evaluate('document.activeElement.id')).toBe('day-story');

      const saving = screen.page.waitForEvent('download');
      await screen.press('Save as CSV');
      const file = readFileSync(await (await saving).path(), 'utf8');
      expect(file).toMatch(/^date,timezone,workSessionsCompleted,.*\r\n\d{4}-\d\d-01,/);
    });
  });

  describe('a program', () => {
    async function begin(name: string): Promise<string> {
      await goTo('/program');
      await field('Name').fill(name);
      await screen.press('Begin');
      await eventually(async () => expect(screen.page.url()).toContain('/program/'));
      const path = `/api/progress/${new URL(screen.page.url()).pathname.split('/').at(-1)}`;
      await eventually(async () => expect((await told(path))['logs']).toHaveLength(24));
      return path;
    }
    const dates = async (path: string) => {
      const { logs } = (await told(path)) as unknown as { logs: { feedback: { scheduledDate: string } }[] };
      return logs.map(({ feedback }) => Date.parse(feedback.scheduledDate) / DAY_MS);
    };

    it('begins with a name, and keeps what was done offline [P1] [P2] [X7]', async () => {
      const path = await begin('Spring marathon');
      await screen.page.locator('[data-place="1.2"]').click();
      await context.setOffline(true);
      await screen.press('Done');
      await screen.page.getByRole('radio', { name: 'Hard' }).check();
      await screen.press('+ Exercise');
      await field('Exercise').fill('Squat');
      await field('Sets').fill('3');
      await says('waiting to be sent', 'Done on');
      await context.setOffline(false);
      await eventually(async () => {
        const { logs } = (await told(path)) as unknown as { logs: object[] };
        const feedback = { intensityRating: 'hard' };
        expect(logs[1]).toMatchObject({ completed: true, feedback, exercise_logs: [{ exercise: 'Squat', sets: 3 }] });
      });
      await says('On the server');
      await screen.press('Not done after all');
      await eventually(async () =>
        expect((await told(path))['logs']).toMatchObject([{}, { completed: false }, ...Array(22).fill({})]),
      );
    });

    it('shows what moves with a workout before it moves, by hand and by keys, and back again [P2] [W3]', async () => {
      const path = await begin('Moved about');
      const before = await dates(path);
      await screen.page.getByRole('radio', { name: 'Dates' }).check();
      const chip = screen.page.getByRole('button', { name: /^1\.2/ });
      await drag(chip, screen.page.locator('.plan-date:has(button)').nth(2));
      await says('moves 22 later workouts by 2 days');
      expect(await dates(path)).toEqual(before);
      await screen.press('Move all 23');
      await eventually(async () =>
        expect(await dates(path)).toEqual(before.map((date, nth) => date + (nth > 0 ? 2 : 0))),
      );
      await screen.press('Undo');
      await eventually(async () => expect(await dates(path)).toEqual(before));

      await chip.focus();
      for (const key of ['Shift+ArrowRight', 'Shift+ArrowDown', 'Enter']) await screen.page.keyboard.press(key);
      await says('moves 22 later workouts by 8 days');
      await screen.press('Only this one');
      await eventually(async () =>
        expect(await dates(path)).toEqual(before.map((date, nth) => date + (nth === 1 ? 8 : 0))),
      );
    });

    it('takes an earlier history from a file, each workout by itself [S7] [P1]', async () => {
      const path = await begin('Brought along');
      await screen.page.getByText('Bring an earlier history').click();
      const lines = ['week,day,completed_at,intensity', '1,1,2026-05-03,hard', '1,2,2026-05-05,dreadful', 'x,y,,'];
      await field('File').setInputFiles({
        name: 'old.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(lines.join('\n')),
      });
      await says('2 workouts found, 1 line not understood');
      await screen.press('Bring 2');
      await says('2 of 2: 1 brought, 0 known already, 1 refused', 'Week 1, day 2: ');
      expect((await told(path))['logs']).toMatchObject([
        { completed_at: '2026-05-03T12:00:00.000Z', feedback: { intensityRating: 'hard' } },
        ...Array(23).fill({ completed: false }),
      ]);
    });
  });

  it.each(['light', 'dark'] as const)('shut nobody out in the %s theme [W3]', async (colorScheme) => {
    await screen.page.emulateMedia({ colorScheme });
    await becomeGuest();
    expect(await screen.barriers()).toEqual([]);
    await goTo('/statistics');
    await screen.page.getByText('As a table').click();
    expect(await screen.barriers()).toEqual([]);
    await goTo('/program/some-plan');
    await screen.page.locator('[data-place="1.2"]').click();
    await field('Planned for').fill('2026-12-01');
    expect(await screen.barriers()).toEqual([]);
    await goTo('/program');
    expect(await screen.barriers()).toEqual([]);
  });
});
