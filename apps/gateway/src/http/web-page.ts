import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';

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

/** The web app where it was built, otherwise a plain page that says what runs here. */
export function webPage(webDir: string): RequestHandler {
  const folder = webDir || BUILT_BESIDE_US;
  if (existsSync(join(folder, 'index.html'))) {
    return express.static(folder, { dotfiles: 'ignore', redirect: false, fallthrough: true });
  }
  return (request, response, next) => {
    if (request.path === '/' && request.method === 'GET') response.type('html').send(PLAIN_PAGE);
    else next();
  };
}
