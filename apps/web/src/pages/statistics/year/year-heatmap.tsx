import { useEffect, useRef, type KeyboardEvent } from 'react';
import { dateWords } from '../../../words/local-date';
import type { StatsByDate } from '../answer/day-stats';
import type { Dates } from '../stats-range';
import { hoursAndMinutes, sessionsInWords, unusualLength } from '../stats-words';
import { dateByKey, HEAT_LEVELS, heatMonths, heatWeeks, type HeatCell } from './year-heat';
import './year-heatmap.css';

interface YearHeatmapProps {
  readonly year: Dates;
  readonly stats: StatsByDate;
  readonly today: string;
  readonly chosen: string;
  readonly choose: (date: string) => void;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** A year at one look. One stop for the tabulator; the arrows walk days and weeks, and Enter opens the day. */
export function YearHeatmap({ year, stats, today, chosen, choose }: YearHeatmapProps) {
  const weeks = heatWeeks(year, stats);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What is new is at the right; on a phone the year is wider than the page.
    scroller.current?.scrollTo({ left: scroller.current.scrollWidth });
  }, [year.to]);
  const reached = year.from <= chosen && chosen <= year.to ? chosen : year.to;

  function walk(event: KeyboardEvent<HTMLDivElement>): void {
    const date = (event.target as HTMLElement).dataset['date'];
    if (date === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return choose(date);
    }
    const next = dateByKey(event.key, date, year);
    if (next === null) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  }

  return (
    <>
      <div className="heat-scroller" ref={scroller}>
        <div className="heat-months" aria-hidden="true">
          {heatMonths(year).map(({ column, name }) => (
            <span key={column} style={{ gridColumn: column + 1 }}>
              {name}
            </span>
          ))}
        </div>
        <div className="heat" role="grid" aria-label="Focus on each day of 53 weeks" onKeyDown={walk}>
          {weekdays.map((weekday, row) => (
            <div key={weekday} role="row">
              <span role="rowheader" className="heat-weekday">
                <span className={row % 2 === 0 ? undefined : 'unseen'}>{weekday}</span>
              </span>
              {weeks.map((week) => {
                const cell = week[row];
                return cell && <Day key={cell.date} {...{ cell, stats, today, chosen, reached, choose }} />;
              })}
            </div>
          ))}
        </div>
      </div>
      <p className="heat-legend small quiet" aria-hidden="true">
        Less
        {HEAT_LEVELS.map((level) => (
          <span key={level} className="heat-day" data-level={level} />
        ))}
        More
      </p>
    </>
  );
}

interface DayProps extends Omit<YearHeatmapProps, 'year'> {
  readonly cell: HeatCell;
  readonly reached: string;
}

function Day({ cell: { date, level }, stats, today, chosen, reached, choose }: DayProps) {
  const words = wordsOf(date, stats);
  return (
    <span
      role="gridcell"
      className="heat-day"
      data-date={date}
      data-level={level ?? 'none'}
      data-today={date === today}
      tabIndex={date === reached ? 0 : -1}
      aria-selected={date === chosen}
      aria-label={words}
      title={words}
      onClick={() => choose(date)}
    />
  );
}

function wordsOf(date: string, stats: StatsByDate): string {
  const day = stats.get(date);
  if (!day) return `${dateWords(date, 'long')}: no day`;
  const length = unusualLength(day.lengthSeconds);
  const name = `${dateWords(date, 'long')}${length === null ? '' : `, ${length}`}`;
  if (day.totalWorkSeconds === 0) return `${name}: nothing`;
  return `${name}: ${hoursAndMinutes(day.totalWorkSeconds)}, ${sessionsInWords(day.workSessionsCompleted)}`;
}
