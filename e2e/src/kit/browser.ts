import { findBinary } from '@tidemark/local-infra';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Where Chromium is on this machine; undefined where it is not, and then nobody can look at the page. */
export const browserProgram = findBinary('chromium');

const PATIENCE_MS = 15_000;

/** Starts the browser without a window. */
export function openBrowser(): Promise<Browser> {
  // Root has no sandbox, and the only page that is opened is our own.
  return chromium.launch({ executablePath: browserProgram, args: ['--no-sandbox'], timeout: PATIENCE_MS });
}

/** The page of Tidemark as somebody sees it who reads and presses, and knows nothing of what is behind. */
export class Screen {
  private constructor(private readonly page: Page) {}

  /** Opens the address in one more tab of the same browser profile. */
  static async open(page: Page, address: string): Promise<Screen> {
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(address);
    return new Screen(page);
  }

  /** What stands in the element with this id. */
  async text(id: string): Promise<string> {
    return (await this.page.locator(`#${id}`).textContent()) ?? '';
  }

  /** The seconds that the countdown shows. */
  async secondsLeft(): Promise<number> {
    return (await this.text('countdown')).split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  }

  async press(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button }).click();
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  /** The token that this browser keeps, to ask the server about the same account. */
  async token(): Promise<string> {
    const access = await this.page.evaluate<string | null>("localStorage.getItem('tidemark.access')");
    return (JSON.parse(access ?? '{}') as { token?: string }).token ?? '';
  }
}
