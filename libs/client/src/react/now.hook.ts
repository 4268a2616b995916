import { SECOND, type Instant } from '@tidemark/domain';
import { useSyncExternalStore } from 'react';
import type { Tidemark } from '../client';
import { browserClock } from '../link/device-clock';
import { useTidemark } from './provider';
import { Ticker } from './ticker';

const tickers = new WeakMap<Tidemark, Map<string, Ticker>>();

/** The server's time, told anew every second or every so often, counted from an instant; 0 on a server. */
export function useNow(everyMs = SECOND, fromAt: Instant = 0): Instant {
  return useNowWhile(true, everyMs, fromAt);
}

/** The same as long as something moves; 0 where nothing does, and then nothing is rendered again. */
export function useNowWhile(isMoving: boolean, everyMs: number, fromAt: Instant): Instant {
  const client = useTidemark();
  const { listen, last } = isMoving ? tickerOf(client, everyMs, fromAt) : still;
  return useSyncExternalStore(listen, last, never);
}

const never = () => 0;
const still = { listen: () => () => undefined, last: never };

/** Everything on a page that has the same beat is told by one ticker. */
function tickerOf(client: Tidemark, everyMs: number, fromAt: Instant): Ticker {
  const own = tickers.get(client) ?? new Map<string, Ticker>();
  tickers.set(client, own);
  const phaseMs = Math.round(fromAt) % everyMs;
  const name = `${everyMs} ${phaseMs}`;
  const ticker = own.get(name) ?? new Ticker(client.now, browserClock.after, { everyMs, fromAt: phaseMs });
  own.set(name, ticker);
  return ticker;
}
