import { Link } from 'wouter';
import type { Listener, Reader } from '../answers';
import { countWords } from '../words';

/** Behind by so many, a bar is as long as it gets; shorter ones grow with the logarithm. */
const FULL_AT = 100_000;

interface LagListProps {
  readonly readers: readonly Reader[];
  readonly listeners: readonly Listener[] | null;
}

/** Everybody who follows the logs, and how far behind they are. */
export function LagList({ readers, listeners }: LagListProps) {
  const lags = [
    ...readers.map(({ log, reader, lag }) => ({ name: reader, of: `the ${log} log`, lag })),
    ...(listeners ?? []).map(({ durable, waiting, inHand }) => ({ name: durable, of: 'facts', lag: waiting + inHand })),
  ];
  return (
    <section className="card" aria-labelledby="lags">
      <h3 id="lags">
        <Link href="/ops/projections">Who follows, and how closely</Link>
      </h3>
      <ul className="lags">
        {lags.map(({ name, of, lag }) => (
          <li key={`${name} ${of}`}>
            <span>
              {name} <span className="quiet small">{of}</span>
            </span>
            <span className="number small">
              {lag === 0 ? <span className="quiet">up to date</span> : `${countWords(lag, 'event', 'events')} behind`}
            </span>
            {lag > 0 && (
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect className="lag-way" width="100" height="4" />
                <rect className="lag-behind" width={lengthOf(lag)} height="4" />
              </svg>
            )}
          </li>
        ))}
      </ul>
      {listeners === null && <p className="quiet small">Nothing is known of those who listen on the bus.</p>}
    </section>
  );
}

function lengthOf(lag: number): number {
  return Math.min(100, (Math.log1p(lag) / Math.log1p(FULL_AT)) * 100);
}
