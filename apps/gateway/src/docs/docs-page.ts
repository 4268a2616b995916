import type { Express } from 'express';

/** Serves the documents. */
export function serveDocs(_express: Express, _hasLocalAccounts: boolean): void {}
