import { useAsk, useKind, useTidemark } from '@tidemark/client/react';
import { clockedIn, dayAt, dayFrom, HOUR, type SessionView } from '@tidemark/domain';
import { useLocation, useSearch } from 'wouter';
import { DayRibbon } from '../../components/ribbon/day-ribbon';
import { useDayRule, useToday } from '../../components/ribbon/shown-day.hook';
import { dateAfter, dateWords } from '../../words/local-date';
import { span } from '../../words/words';
import { ClockFace } from './clock-face';
import './clock.css';
import { EntryList } from './entry-list';
import { MissingForm } from './missing-form';

/** The work clock: the button of today, and the entries of any day. */
export function ClockPage() {
  const client = useTidemark();
  const rule = useDayRule();
  const today = useToday();
  const asked = new URLSearchParams(useSearch()).get('date');
  const date = asked !== null && isDate(asked) && asked < today ? asked : today;
  const isToday = date === today;
  const session = useKind('session').value;
  const past = useAsk<SessionView>(isToday ? null : `/api/session?date=${date}`, ['session']);
  const entries = (isToday ? session?.entries : past.value?.entries) ?? [];
  const frame = isToday ? dayAt(client.now(), rule) : dayFrom(date, rule);
  const known = entries.map(({ id, type, timestamp }) => ({ id, type, clockedAt: timestamp }));
  const { workMs, breakMs } = clockedIn(frame, known, client.now());

  return (
    <section className="page clock">
      <header className="row">
        <h2>Clock</h2>
      </header>
      <ClockFace timezone={rule.timezone} />
      <DateChoice date={date} today={today} />
      <section aria-label="Day ribbon">
        <DayRibbon key={date} date={date} emphasis="clock" />
      </section>
      <section className="card" aria-label={`Entries of ${dateWords(date, 'long')}`}>
        {!isToday && past.status === 'failed' && <p className="trouble">{past.error?.message}</p>}
        {!isToday && past.status === 'loading' ? (
          <p className="quiet">Looking it up …</p>
        ) : (
          <EntryList key={date} frame={frame} timezone={rule.timezone} entries={entries} />
        )}
        {!isToday && entries.length > 0 && (
          <p className="quiet small number">
            {span(workMs)} at work{breakMs > 0 && `, ${span(breakMs)} of breaks`}
          </p>
        )}
        <MissingForm key={`add ${date}`} frame={frame} timezone={rule.timezone} />
      </section>
    </section>
  );
}

function DateChoice({ date, today }: { readonly date: string; readonly today: string }) {
  const [, navigate] = useLocation();
  const go = (to: string) => navigate(to >= today ? '/clock' : `/clock?date=${to}`, { replace: true });
  return (
    <div className="date-choice">
      <button type="button" aria-label="The day before" onClick={() => go(dateAfter(date, -1))}>
        ←
      </button>
      <h3>{date === today ? 'Today' : dateWords(date, 'long')}</h3>
      <input
        type="date"
        aria-label="Day"
        max={today}
        value={date}
        onChange={({ target }) => isDate(target.value) && go(target.value)}
      />
      <button type="button" aria-label="The day after" disabled={date >= today} onClick={() => go(dateAfter(date, 1))}>
        →
      </button>
    </div>
  );
}

function isDate(text: string): boolean {
  // The 31st of February can be read as a date, and is another one.
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && Date.parse(text) > 365 * 24 * HOUR && dateAfter(text, 0) === text;
}
