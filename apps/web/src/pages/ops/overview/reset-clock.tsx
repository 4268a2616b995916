import { useNow } from '@tidemark/client/react';
import type { Bucket } from '../answers';
import { countWords, spanWords } from '../words';
import { bellsOf, degreesOf, DIAL_RADIUS, placeOf, wakeOf } from './reset-dial';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const NEXT_SHOWN = 6;
const WAKE_DEGREES = 40;

/** The ends of days around the world: where the hand is, a midnight is now. */
export function ResetClock({ resets }: { readonly resets: readonly Bucket[] }) {
  const now = useNow();
  const hand = degreesOf(now);
  const [next] = resets;
  const tip = placeOf(hand, DIAL_RADIUS + 6);
  return (
    <figure className="reset-clock">
      <svg viewBox="-128 -128 256 256" role="img" aria-label={next ? sentence(next, now) : 'No day is to be closed.'}>
        <circle className="dial-face" r={DIAL_RADIUS} />
        {HOURS.map((hour) => (
          <Hour key={hour} hour={hour} />
        ))}
        <path className="dial-wake" d={wakeOf(hand, WAKE_DEGREES)} />
        <path className="dial-wake" d={wakeOf(hand, WAKE_DEGREES / 3)} />
        <line className="dial-hand" x2={tip.x} y2={tip.y} />
        {bellsOf(resets, now).map(({ bucket, x, y, radius, nearness }) => (
          <circle key={keyOf(bucket)} className={`bell bell-${nearness}`} cx={x} cy={y} r={radius}>
            <title>{sentence(bucket, now)}</title>
          </circle>
        ))}
        <circle className="dial-middle" r="43" />
        <text className="dial-rest" y={-4}>
          {next ? spanWords(Date.parse(next.nextAt) - now) : '–'}
        </text>
        <text className="dial-zone" y={13}>
          {next?.timezone.split('/').at(-1)?.replaceAll('_', ' ') ?? 'no reset'}
        </text>
      </svg>
      <figcaption>
        <ol className="next-resets">
          {resets.slice(0, NEXT_SHOWN).map((bucket) => (
            <li key={keyOf(bucket)}>
              <span>
                {bucket.timezone.replaceAll('_', ' ')}{' '}
                <span className="quiet">
                  at {bucket.resetTime}, {countWords(bucket.users, 'person', 'people')}
                </span>
              </span>
              <span className="number">{restWords(bucket, now)}</span>
            </li>
          ))}
        </ol>
      </figcaption>
    </figure>
  );
}

function Hour({ hour }: { readonly hour: number }) {
  const degrees = hour * 15;
  const isNamed = hour % 6 === 0;
  const [inner, outer] = [placeOf(degrees, DIAL_RADIUS + 9), placeOf(degrees, DIAL_RADIUS + (isNamed ? 14 : 12))];
  const label = placeOf(degrees, DIAL_RADIUS + 21);
  return (
    <>
      <line className="dial-tick" x1={inner.x} y1={inner.y} x2={outer.x} y2={outer.y} />
      {isNamed && (
        <text className="dial-hour" x={label.x} y={label.y}>
          {hour}
        </text>
      )}
    </>
  );
}

function sentence(bucket: Bucket, now: number): string {
  const { timezone, resetTime, users } = bucket;
  return `${timezone} at ${resetTime}: ${countWords(users, 'person', 'people')}, ${restWords(bucket, now)}`;
}

function restWords({ nextAt }: Bucket, now: number): string {
  const restMs = Date.parse(nextAt) - now;
  return restMs < 0 ? `${spanWords(restMs)} late` : `in ${spanWords(restMs)}`;
}

function keyOf({ timezone, resetTime, nextAt }: Bucket): string {
  return `${timezone} ${resetTime} ${nextAt}`;
}
