import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const ROOT = resolve(__dirname, '../../..');
const BUNDLE_BYTES_MAX = 4 * 2 ** 20;
/** All of the SDK, Socket.IO included, as `window.Tidemark`. */
const BUNDLER = `
  import { build, loadConfigFromFile } from 'vite';
  const command = { command: 'build', mode: 'production' };
  const { config } = await loadConfigFromFile(command, 'libs/client/vite.config.mjs');
  const lib = { entry: 'src/index.ts', formats: ['iife'], name: 'Tidemark' };
  const options = { target: 'es2022', write: false, lib };
  const built = await build({ ...config, root: 'libs/client', configFile: false, logLevel: 'silent', build: options });
  process.stdout.write(built[0].output[0].code);`;

const PAGE = `<!doctype html><title>A page</title><script src="/sdk.js"></script>
  <script>const tidemark = Tidemark.createTidemark();</script>`;

/** A browser profile whose pages have the SDK and nothing else; they are there without any network. */
export async function sdkProfile(browser: Browser, origin: string): Promise<BrowserContext> {
  const program = ['--input-type=module', '-e', BUNDLER];
  const body = execFileSync(process.execPath, program, { cwd: ROOT, maxBuffer: BUNDLE_BYTES_MAX });
  const profile = await browser.newContext();
  // What no network delivered belongs to no network, and may reach this machine only where it is allowed to.
  await profile.grantPermissions(['local-network-access'], { origin });
  await profile.route(`${origin}/blank`, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  await profile.route(`${origin}/sdk.js`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  return profile;
}

/** One more tab of the profile. */
export async function openTab(profile: BrowserContext, origin: string): Promise<Page> {
  const tab = await profile.newPage();
  await tab.goto(`${origin}/blank`);
  await inTab(tab, 'tidemark.ready');
  return tab;
}

/** What an expression comes to in a tab, where `tidemark` is the client. */
export function inTab<Value>(tab: Page, expression: string): Promise<Value> {
  return tab.evaluate<Value>(expression);
}
