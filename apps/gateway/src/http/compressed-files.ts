import type { ServerResponse } from 'node:http';
import express, { type RequestHandler } from 'express';

/** What the build compresses, beside the file itself. */
const COMPRESSED = /^\/assets\/.+\.(?:css|js)$/;
const SUFFIX = '.gz';
const STYLE = `.css${SUFFIX}`;

/** The files of the page as they were compressed where they were built, for everybody who takes them so. */
export function compressedFiles(
  folder: string,
  setHeaders: (response: ServerResponse, path: string) => void,
): RequestHandler {
  const files = express.static(folder, {
    dotfiles: 'ignore',
    index: false,
    redirect: false,
    setHeaders: (response: ServerResponse, path: string) => {
      setHeaders(response, path);
      response.setHeader('Content-Encoding', 'gzip');
      response.setHeader('Content-Type', `text/${path.endsWith(STYLE) ? 'css' : 'javascript'}; charset=utf-8`);
    },
  });
  return (request, response, next) => {
    if (!COMPRESSED.test(request.path)) return next();
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') === false) return next();
    const { url } = request;
    request.url = request.path + SUFFIX;
    files(request, response, (failure?: unknown) => {
      request.url = url;
      next(failure);
    });
  };
}
