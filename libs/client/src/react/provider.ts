import { createContext, createElement, useContext, type ReactNode } from 'react';
import type { Tidemark } from '../client';

const Context = createContext<Tidemark | null>(null);

/** Hands the client of this page to the hooks below it; whoever made it closes it. */
export function TidemarkProvider({ client, children }: { readonly client: Tidemark; readonly children?: ReactNode }) {
  return createElement(Context.Provider, { value: client }, children);
}

/** The client itself, for whatever has no hook of its own. */
export function useTidemark(): Tidemark {
  const client = useContext(Context);
  if (!client) throw new Error('Tidemark is used outside of a <TidemarkProvider>.');
  return client;
}
