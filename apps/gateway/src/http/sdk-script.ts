import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';

/** The same place seen from `src` and from `dist`. */
const BUILT = join(__dirname, '../../../../libs/client/dist/script');

/** The browser SDK in one script, for pages that know no bundler. */
export const sdkScript: RequestHandler = express.static(BUILT, {
  dotfiles: 'ignore',
  index: false,
  redirect: false,
  setHeaders: forEveryPage,
});

/** Any page may run it; whether it may then call us, its origin decides. */
function forEveryPage(response: ServerResponse): void {
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.setHeader('Cache-Control', 'no-cache');
}
