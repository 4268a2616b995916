import { readFileSync } from 'node:fs';

import { findBinary } from '@tidemark/local-infra';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Where Chromium is on this machine; undefined where it is not, and then nobody can look at the page. */
export const browserProgram = findBinary('chromium');

const PATIENCE_MS = 15_000;
const ZONE = 'Europe/Berlin';
const AXE = require.resolve('axe-core/axe.min.js');

/** Starts the browser without a window. */
export function openBrowser(): Promise<Browser> {
  // Root has no sandbox, and the only page that is opened is our own.
  return chromium.launch({ executablePath: browserProgram, args: ['--no-sandbox'], timeout: PATIENCE_MS });
}

/** Another browser with what this one keeps, as if the same person had signed in there. */
export async function sameBrowserElsewhere(browser: Browser, context: BrowserContext): Promise<BrowserContext> {
  return browser.newContext({ timezoneId: ZONE, storageState: await context.storageState({ indexedDB: true }) });
}

/** Somebody who has never been here. */
export function newVisitor(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ timezoneId: ZONE });
}

/** Whatever was closed before is opened as if that had been so much longer ago. */
export async function letPass(context: BrowserContext, durationMs: number): Promise<void> {
  await context.addInitScript(`{
    const seen = JSON.parse(localStorage.getItem('tidemark.seen'));
    localStorage.setItem('tidemark.seen', JSON.stringify({ ...seen, at: seen.at - ${durationMs} }));
  }`);
}

/** A page of Tidemark as somebody sees it who reads and presses, and knows nothing of what is behind. */
export class Screen {
  private constructor(readonly page: Page) {}

  /** Opens the address in one more tab of the same browser profile. */
  static async open(context: BrowserContext, address: string): Promise<Screen> {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(address);
    await page.getByRole('heading', { level: 2 }).waitFor();
    return new Screen(page);
  }

  /** Everything that can be read on the page. */
  text(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  /** What the light in the corner says. */
  light(): Promise<string> {
    return this.page.locator('.sync-light').innerText();
  }

  /** What a clock on the page shows, by the name under which it is announced. */
  async clock(name = 'Time left'): Promise<string> {
    return (await this.page.getByRole('timer', { name }).textContent()) ?? '';
  }

  async secondsShown(name?: string): Promise<number> {
    return (await this.clock(name)).split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  }

  press(button: string): Promise<void> {
    return this.page.getByRole('button', { name: button, exact: true }).click();
  }

  hasButton(button: string): Promise<boolean> {
    return this.page.getByRole('button', { name: button, exact: true }).isVisible();
  }

  /** The rules of accessibility that the page breaks in a way that shuts somebody out. */
  async barriers(): Promise<readonly string[]> {
    // By the debugger and not by a script tag, which the content security policy of the page forbids.
    await this.page.evaluate(readFileSync(AXE, 'utf8'));
    return this.page.evaluate<string[]>(`axe.run().then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
  }

  /** The token that this browser keeps, to ask the server about the same account. */
  token(): Promise<string> {
    return this.page.evaluate<string>(`new Promise((resolve) => {
      const opening = indexedDB.open('tidemark');
      opening.onsuccess = () => {
        const kept = opening.result.transaction('account').objectStore('account').get('signed-in');
        kept.onsuccess = () => resolve(kept.result?.accessToken ?? '');
      };
    })`);
  }
}
