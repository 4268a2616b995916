import { useTidemark } from '@tidemark/client/react';
import { HOUR, type Instant } from '@tidemark/domain';
import { useState, type FormEvent } from 'react';
import { dateOf, instantOf } from '../../words/wall-clock';
import { timeOfDay } from '../../words/words';

const USUAL_DAY_MS = 8 * HOUR;

interface ForgottenClockOutProps {
  readonly since: Instant;
  readonly timezone: string;
}

/** Closes a span of work whose end nobody noted, at a time that its owner remembers. */
export function ForgottenClockOut({ since, timezone }: ForgottenClockOutProps) {
  const client = useTidemark();
  const guessAt = Math.min(since + USUAL_DAY_MS, client.now());
  const [date, setDate] = useState(dateOf(guessAt, timezone));
  const [time, setTime] = useState(timeOfDay(guessAt, timezone));
  const leftAt = instantOf(date, time, timezone);
  const isPossible = leftAt !== null && since < leftAt && leftAt <= client.now();
  const close = (event: FormEvent) => {
    event.preventDefault();
    if (isPossible) client.command('session/add-entry', { timestamp: leftAt, type: 'OUT' });
  };
  return (
    <form className="row" onSubmit={close}>
      <input
        type="date"
        aria-label="The day on which you left"
        value={date}
        onChange={(event) => setDate(event.target.value)}
      />
      <input
        type="time"
        aria-label="The time at which you left"
        value={time}
        onChange={(event) => setTime(event.target.value)}
      />
      <button type="submit" disabled={!isPossible}>
        Clock out then
      </button>
    </form>
  );
}
