import type { Express } from 'express';
import type { Schema } from '@tidemark/contracts';
import type { Endpoint } from '../http/endpoint';
import { asyncapi } from './asyncapi';
import { openapi } from './openapi';
import { pageOf, STYLE } from './page';

/** The documents, as data and as a page that needs nothing from elsewhere. */
export function serveDocs(express: Express, served: readonly Endpoint[]): void {
  const http = openapi(served);
  const messages = asyncapi();
  const page = pageOf(http);
  const serve = (path: string, type: string, text: string) =>
    express.get(path, (_, response) => void response.type(type).send(text));
  serve('/api/openapi.json', 'json', shown(http));
  serve('/api/asyncapi.json', 'json', shown(messages));
  serve('/api/docs', 'html', page);
  serve('/api/docs.css', 'css', STYLE);
}

function shown(document: Schema): string {
  return JSON.stringify(document, null, 2);
}
