import { createElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { TestBrowser } from '../testing/test-browser';
import { settle } from '../testing/test-clock';
import * as hooks from './index';

/** What one hook returns to a component that is rendered on a server. */
async function rendered<Value>(use: () => Value): Promise<Value> {
  const { browser } = TestBrowser.alone();
  const { client } = await browser.open();
  await client.signIn({ as: 'guest' });
  await settle();
  const seen: Value[] = [];
  const Looker = (): ReactNode => {
    seen.push(use());
    return null;
  };
  renderToString(createElement(hooks.TidemarkProvider, { client }, createElement(Looker)));
  client.close();
  const [first] = seen;
  if (first === undefined) throw new Error('Nothing was rendered.');
  return first;
}

describe('the hooks on a server, which knows of no device', () => {
  it.each([
    ['useTimer', hooks.useTimer],
    ['useSessionManager', hooks.useSessionManager],
    ['useRealtimeTimer', hooks.useRealtimeTimer],
    ['useDailyCount', hooks.useDailyCount],
    ['useConfiguration', hooks.useConfiguration],
    ['useProgress', () => hooks.useProgress('marathon')],
    ['useDraft', () => hooks.useDraft('d1')],
    ['useDrafts', () => hooks.useDrafts()],
    ['useAsk', () => hooks.useAsk('/api/me')],
  ])('%s is loading [S8]', async (_name, use: () => { readonly status: string }) => {
    expect(await rendered(use)).toMatchObject({ status: 'loading' });
  });

  it('an outbox is empty, and no instant is told', async () => {
    expect(await rendered(hooks.useOutbox)).toMatchObject({ pending: [], refused: [] });
    expect(await rendered(() => hooks.useNow())).toBe(0);
  });
});

it('a hook outside of its provider says what is missing', () => {
  const Lost = () => createElement('b', null, hooks.useTimer().status);
  expect(() => renderToString(createElement(Lost))).toThrow(/outside of a <TidemarkProvider>/);
});
