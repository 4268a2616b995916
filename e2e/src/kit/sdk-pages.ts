import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const ROOT = resolve(__dirname, '../../..');
const BUNDLE_BYTES_MAX = 16 * 2 ** 20;
/** What an entry of the SDK comes to, Socket.IO included; what it exports is `window.Tidemark`. */
const BUNDLER = `
  import { build, loadConfigFromFile } from 'vite';
  const command = { command: 'build', mode: 'development' };
  const { config } = await loadConfigFromFile(command, 'libs/client/vite.config.mjs');
  const lib = { entry: process.argv[1], formats: ['iife'], name: 'Tidemark' };
  const options = { target: 'es2022', write: false, lib };
  // React is asked what it makes of the hooks, and says so in development only.
  const define = { 'process.env.NODE_ENV': '"development"' };
  const parts = { root: 'libs/client', configFile: false, logLevel: 'silent', define, build: options };
  const built = await build({ ...config, ...parts });
  process.stdout.write(built[0].output[0].code);`;

/** What a page can be made of. */
const ENTRIES = { blank: 'src/index.ts', hooks: 'src/testing/hooks-page.tsx' };
const SCRIPTS = {
  blank: '<script src="/sdk.js"></script><script>const tidemark = Tidemark.createTidemark();</script>',
  hooks: '<div id="root"></div><script src="/sdk.js"></script>',
};

/** A page that has the SDK and nothing else, or one that shows what the hooks for React make of it. */
export type PageName = keyof typeof ENTRIES;

const bundles = new Map<PageName, Buffer>();

function bundle(page: PageName): Buffer {
  const program = ['--input-type=module', '-e', BUNDLER, ENTRIES[page]];
  const made = bundles.get(page) ?? execFileSync(process.execPath, program, { cwd: ROOT, maxBuffer: BUNDLE_BYTES_MAX });
  bundles.set(page, made);
  return made;
}

/** A browser profile whose pages are there without any network. */
export async function sdkProfile(browser: Browser, origin: string, page: PageName = 'blank'): Promise<BrowserContext> {
  const script = bundle(page);
  const html = `<!doctype html><title>A page</title>${SCRIPTS[page]}`;
  const profile = await browser.newContext();
  // What no network delivered belongs to no network, and may reach this machine only where it is allowed to.
  await profile.grantPermissions(['local-network-access'], { origin });
  await profile.route(`${origin}/page`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await profile.route(`${origin}/sdk.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  return profile;
}

/** One more tab of the profile. */
export async function openTab(profile: BrowserContext, origin: string): Promise<Page> {
  const tab = await profile.newPage();
  await tab.goto(`${origin}/page`);
  await inTab(tab, 'tidemark.ready');
  return tab;
}

/** What an expression comes to in a tab, where `tidemark` is the client. */
export function inTab<Value>(tab: Page, expression: string): Promise<Value> {
  return tab.evaluate<Value>(expression);
}
