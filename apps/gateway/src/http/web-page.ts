import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import express, { type Request, type RequestHandler } from 'express';
import { compressedFiles } from './compressed-files';

/** The same place seen from `src` and from `dist`. */
const BUILT_BESIDE_US = join(__dirname, '../../../web/dist');

const PLAIN_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Tidemark</title>
<h1>Tidemark</h1>
<p>The gateway is running. There is no web page beside it; <a href="/api/docs">the interface is described here</a>.</p>
</html>
`;

/** Named by what is in them: a browser may keep them for good. */
const NEVER_CHANGES = /[\\/]assets[\\/]/;
/** Addresses of files, of other people's doors, and everything that nobody opens in a browser. */
const NO_PAGE = /^\/(?:api|socket\.io|health|metrics)(?:\/|$)|\.[a-z0-9]+$/i;

/** The web app where it was built, otherwise a plain page that says what runs here. */
export function webPage(webDir: string): RequestHandler {
  const folder = webDir || BUILT_BESIDE_US;
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return plainPage;
  const files = express.static(folder, { dotfiles: 'ignore', redirect: false, setHeaders: keepWhatNeverChanges });
  const page: RequestHandler = (request, response, next) =>
    files(request, response, (failure?: unknown) => {
      // The pages of the app have addresses of their own, and the app finds the way from there.
      if (!failure && isPage(request)) response.set('Cache-Control', 'no-cache').sendFile(index);
      else next(failure);
    });
  return express.Router().use(compressedFiles(folder, keepWhatNeverChanges), page);
}

const plainPage: RequestHandler = (request, response, next) => {
  if (request.path === '/' && request.method === 'GET') response.type('html').send(PLAIN_PAGE);
  else next();
};

function isPage({ method, path, headers }: Request): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html') && !NO_PAGE.test(path);
}

function keepWhatNeverChanges(response: ServerResponse, path: string): void {
  response.setHeader('Cache-Control', NEVER_CHANGES.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
}
