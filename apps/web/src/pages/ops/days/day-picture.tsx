import type { ReplayedDay } from '../answers';
import { hoursBetween, spanOf } from './day-moment';

const HOURS_APART = 3;

interface DayPictureProps {
  readonly day: ReplayedDay;
  readonly at: number;
}

/** A day in its true length: what had been by then in full colour, what was still to come as a shadow. */
export function DayPicture({ day, at }: DayPictureProps) {
  const [startsAt, endsAt] = [Date.parse(day.startsAt), Date.parse(day.endsAt)];
  const share = (instant: number) => ((instant - startsAt) / (endsAt - startsAt)) * 100;
  const hours = hoursBetween(startsAt, endsAt, day.timezone).filter(({ hour }) => hour % HOURS_APART === 0);
  return (
    <div className="day-picture" aria-hidden="true">
      <svg viewBox="0 0 100 20" preserveAspectRatio="none">
        <rect className="day-ground" width="100" height="20" />
        {(day.intervals ?? []).map(spanOf).map((piece) => {
          const [from, to, now] = [share(piece.startsAt), share(piece.endsAt), share(at)];
          return (
            <g key={piece.startsAt} className={`piece-${piece.kind}`}>
              <rect className="piece-to-come" x={from} width={Math.max(0, to - from)} height="20" />
              <rect x={from} width={Math.max(0, Math.min(to, now) - from)} height="20" />
            </g>
          );
        })}
      </svg>
      {day.events.map(({ eventId, occurredAt }) => {
        const when = Date.parse(occurredAt);
        return (
          <span
            key={eventId}
            className={when <= at ? 'day-pin' : 'day-pin is-to-come'}
            style={{ left: `${share(when)}%` }}
          />
        );
      })}
      <span className="day-now" style={{ left: `${share(at)}%` }} />
      {hours.map(({ at: hourAt, hour }) => (
        <span key={hourAt} className="day-hour" data-hour={hour} style={{ left: `${share(hourAt)}%` }}>
          {String(hour).padStart(2, '0')}
        </span>
      ))}
    </div>
  );
}
