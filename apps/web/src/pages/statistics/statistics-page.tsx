import { useDailyCount, useTidemark } from '@tidemark/client/react';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { dateOf } from '../../words/wall-clock';
import { zoneHere } from '../../words/zones';
import { barsOf } from './chart/chart-bars';
import { DayChart } from './chart/day-chart';
import { daysWithin, statsByDate } from './answer/day-stats';
import { DayStory } from './day-story';
import { DaysTable, TABLE_ID } from './chart/days-table';
import { ExportButtons } from './chart/export-buttons';
import { FigureTiles } from './figure-tiles';
import { currentStreak, figuresOf, longestStreak } from './figures';
import { RangePicker } from './range-picker';
import './statistics.css';
import { StandingNote } from './standing-note';
import { useStats } from './answer/stats-answer.hook';
import { rangeOf, yearAround } from './stats-range';
import { useStatsView } from './stats-view.hook';
import { YearHeatmap } from './year/year-heatmap';

export function StatisticsPage() {
  const client = useTidemark();
  const { localDate } = useDailyCount();
  const today = localDate ?? dateOf(client.now(), zoneHere());
  const { view, show } = useStatsView(today);
  const { kind, around } = view;
  const range = rangeOf(kind, around);
  const year = yearAround(range, today);
  const answer = useStats(year, today);
  const { items, status } = answer;
  const stats = useMemo(() => statsByDate(items), [items]);
  const [isTableOpen, openTable] = useState(false);
  const days = daysWithin(items, range.from, range.to);

  const showDay = (day: string) => {
    show({ day });
    document.getElementById('day-story')?.focus();
  };

  const showTable = () => {
    flushSync(() => openTable(true));
    document.getElementById(TABLE_ID)?.focus();
  };

  return (
    <section className="page statistics" aria-busy={status === 'loading'}>
      <header className="statistics-head">
        <h2>Statistics</h2>
        <RangePicker kind={kind} around={around} today={today} show={show} />
      </header>
      <StandingNote answer={answer} />
      <FigureTiles
        figures={figuresOf(days)}
        current={currentStreak(items)}
        longest={longestStreak(items)}
        daysShown={items.length}
        showDay={showDay}
        showTable={showTable}
      />
      <section className="card" aria-labelledby="days">
        <header>
          <h3 id="days">{kind === 'year' ? 'Week by week' : 'Day by day'}</h3>
          <p className="chart-legend small quiet">
            <span data-kind="work">Focus</span>
            <span data-kind="break">Break</span>
            <span data-kind="open">Not over yet</span>
          </p>
        </header>
        <DayChart
          kind={kind}
          bars={barsOf(kind, range, stats)}
          chosen={view.day}
          choose={(date) => (kind === 'year' ? show({ range: 'week', around: date }) : showDay(date))}
        />
        <div className="chart-foot">
          <details open={isTableOpen} onToggle={(event) => openTable(event.currentTarget.open)}>
            <summary>As a table</summary>
            <DaysTable days={days} showDay={showDay} />
          </details>
          <ExportButtons days={days} range={range} />
        </div>
      </section>
      <section className="card" aria-labelledby="year">
        <h3 id="year">53 weeks</h3>
        <YearHeatmap year={year} stats={stats} today={today} chosen={view.day} choose={showDay} />
      </section>
      <DayStory
        date={view.day}
        day={stats.get(view.day) ?? null}
        isExample={status === 'example'}
        isToday={view.day === today}
      />
    </section>
  );
}
