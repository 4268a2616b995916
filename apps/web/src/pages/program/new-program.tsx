import { useTidemark } from '@tidemark/client/react';
import { useId, useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { useBegin } from '../../components/form/begin.hook';
import { dateOf } from '../../words/wall-clock';
import { zoneHere } from '../../words/zones';
import { programAddress } from './program-address.hook';
import { programIdOf } from './program-names';
import { PLAN_WEEKS_MAX, workoutsOfPlan } from './program-plan';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const NAME_LENGTH_MAX = 80;
const WEEKS_USUAL = 8;
const WEEKDAYS_USUAL: readonly number[] = [0, 2, 4];

/** A name begins a program; a number of weeks and the days of a week give it dates. */
export function NewProgram() {
  const client = useTidemark();
  const { begin, trouble } = useBegin();
  const [, go] = useLocation();
  const id = useId();
  const [name, setName] = useState('');
  const [weeks, setWeeks] = useState(String(WEEKS_USUAL));
  const [days, setDays] = useState(WEEKDAYS_USUAL);
  const [from, setFrom] = useState(() => dateOf(client.now(), zoneHere()));
  const programId = programIdOf(name);
  const count = Number(weeks);
  const isPlan = Number.isInteger(count) && count >= 0 && count <= PLAN_WEEKS_MAX && from !== '';

  async function start(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (programId === '' || !isPlan || !(await begin())) return;
    for (const { week, day, date } of workoutsOfPlan({ weeks: count, weekdays: days, from })) {
      client.syncScheduledDate({ programId, week, day }, date);
    }
    go(programAddress(programId));
  }

  return (
    <form className="card new-program" onSubmit={(event) => void start(event)}>
      <h3>Begin a program</h3>
      <div className="field">
        <label htmlFor={`${id}-name`}>Name</label>
        <input
          id={`${id}-name`}
          type="text"
          required
          maxLength={NAME_LENGTH_MAX}
          placeholder="Spring marathon"
          aria-describedby={`${id}-more`}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <p id={`${id}-more`} className="small quiet">
          {name !== '' && programId === ''
            ? 'Use some letters from a to z, or digits.'
            : programId && `Kept as ${programId}`}
        </p>
      </div>
      <fieldset className="weekdays">
        <legend className="small quiet">Days of the week</legend>
        {weekdays.map((weekday, nth) => (
          <label key={weekday}>
            <input
              type="checkbox"
              checked={days.includes(nth)}
              onChange={(event) => setDays(event.target.checked ? [...days, nth] : days.filter((each) => each !== nth))}
            />
            <span>{weekday}</span>
          </label>
        ))}
      </fieldset>
      <div className="new-program-row">
        <div className="field">
          <label htmlFor={`${id}-weeks`}>Weeks</label>
          <input
            id={`${id}-weeks`}
            type="number"
            min={0}
            max={PLAN_WEEKS_MAX}
            value={weeks}
            onChange={(event) => setWeeks(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-from`}>Not before</label>
          <input id={`${id}-from`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </div>
      </div>
      {trouble !== null && <p className="trouble">{trouble}</p>}
      <button type="submit" className="primary" disabled={programId === '' || !isPlan}>
        Begin
      </button>
    </form>
  );
}
