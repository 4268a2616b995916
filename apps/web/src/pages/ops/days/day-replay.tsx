import { useAsk } from '@tidemark/client/react';
import { Link, useSearch } from 'wouter';
import type { ReplayedDay } from '../answers';
import { ChangeList } from '../streams/change-list';
import { Told } from '../told';
import { idWords, spanWords, typeWords, wallWords } from '../words';
import '../streams/streams.css';
import './days.css';
import { momentOf, type DayMoment } from './day-moment';
import { DayPicture } from './day-picture';
import { DaySearch } from './day-search';
import { usePlayback } from './playback.hook';

const STEP_MS = 60_000;
const KIND_WORDS: Readonly<Record<string, string>> = {
  work: 'Working',
  break: 'On a break',
  paused: 'Paused',
  clocked: 'At work by the clock',
  untracked: 'Not tracked',
};

/** A whole day of somebody, played again as a moving picture [X1]. */
export function DayReplay({ userId, date }: { readonly userId: string; readonly date: string }) {
  const asked = useAsk<ReplayedDay>(`/api/ops/days/${encodeURIComponent(userId)}/${date}`);
  return (
    <>
      <DaySearch userId={userId} date={date} />
      <Told asked={asked}>{(day) => <Replay key={`${userId} ${date}`} day={day} />}</Told>
    </>
  );
}

function Replay({ day }: { readonly day: ReplayedDay }) {
  const [startsAt, endsAt] = [Date.parse(day.startsAt), Date.parse(day.endsAt)];
  const named = Date.parse(new URLSearchParams(useSearch()).get('at') ?? '');
  const from = Number.isNaN(named) ? Math.min(endsAt, Date.now()) : Math.min(endsAt, Math.max(startsAt, named));
  const { at, isPlaying, toggle, seek } = usePlayback(startsAt, endsAt, from);
  const then = momentOf(day, at);
  const clock = wallWords(at, day.timezone);
  return (
    <article className="story">
      <header className="story-head">
        <h3>
          {day.localDate} in {day.timezone.replaceAll('_', ' ')}
        </h3>
        <p className="small quiet">
          <Link href={`/ops/streams?user=${day.userId}`}>{idWords(day.userId)}</Link> · {spanWords(endsAt - startsAt)}
        </p>
      </header>
      <section className="card">
        <p className="day-clock">
          <strong className="number">{clock}</strong>{' '}
          <span>{then.kind ? KIND_WORDS[then.kind] : 'Nothing is known'}</span>
        </p>
        <DayPicture day={day} at={at} />
        <div className="time-slider" role="group" aria-label="Time of day">
          <button type="button" className="primary" onClick={toggle}>
            {isPlaying ? 'Pause' : 'Play'}
          </button>
          <Step to="before" day={day} at={at} seek={seek} />
          <input
            type="range"
            aria-label="Moment"
            aria-valuetext={`${clock}, ${then.kind ? KIND_WORDS[then.kind] : ''}`}
            min={startsAt}
            max={endsAt}
            step={STEP_MS}
            value={at}
            onChange={({ target }) => seek(Number(target.value))}
          />
          <Step to="after" day={day} at={at} seek={seek} />
          <output className="number">
            {then.happened} <span className="quiet">of {day.events.length}</span>
          </output>
        </div>
        {day.intervals === null && <p className="quiet">What the time was is not known: progress-service is away.</p>}
        <Totals totals={then.totals} />
      </section>
      <LastEvent then={then} timezone={day.timezone} />
      {day.eventsLeftOut > 0 && <p className="quiet">{day.eventsLeftOut} more events are left to the command line.</p>}
    </article>
  );
}

interface StepProps {
  readonly to: 'before' | 'after';
  readonly day: ReplayedDay;
  readonly at: number;
  seek(at: number): void;
}

function Step({ to, day, at, seek }: StepProps) {
  const instants = day.events.map(({ occurredAt }) => Date.parse(occurredAt));
  const goal =
    to === 'before' ? instants.findLast((instant) => instant < at) : instants.find((instant) => instant > at);
  return (
    <button
      type="button"
      aria-label={to === 'before' ? 'The event before' : 'The event after'}
      disabled={goal === undefined}
      onClick={() => goal !== undefined && seek(goal)}
    >
      {to === 'before' ? '‹' : '›'}
    </button>
  );
}

function Totals({ totals }: Pick<DayMoment, 'totals'>) {
  return (
    <ul className="day-totals">
      {totals.map(({ kind, durationMs }) => (
        <li key={kind} className={`piece-${kind}`}>
          <span className="day-swatch" />
          {kind} <strong className="number">{durationMs > 0 ? spanWords(durationMs) : '–'}</strong>
        </li>
      ))}
    </ul>
  );
}

function LastEvent({ then: { last }, timezone }: { readonly then: DayMoment; readonly timezone: string }) {
  if (!last) return <p className="card quiet">Nothing had happened yet.</p>;
  const { streamId, version, type, occurredAt, changes } = last;
  return (
    <section className="card" aria-labelledby="last">
      <h4 id="last">
        <Link href={`/ops/streams/${encodeURIComponent(streamId)}?version=${version}`}>{typeWords(type)}</Link>{' '}
        <span className="quiet small number">{wallWords(Date.parse(occurredAt), timezone)}</span>
      </h4>
      <ChangeList changes={changes} />
    </section>
  );
}
