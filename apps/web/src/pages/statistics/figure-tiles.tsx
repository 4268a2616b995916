import { dateWords } from '../../words/local-date';
import type { Figures, Streak } from './figures';
import { daysInWords, hoursAndMinutes } from './stats-words';

interface FigureTilesProps {
  readonly figures: Figures;
  readonly current: Streak;
  readonly longest: Streak;
  /** Whoever has a streak as long as the year that is shown may have had it for longer. */
  readonly daysShown: number;
  readonly showDay: (date: string) => void;
  readonly showTable: () => void;
}

interface FigureTile {
  readonly name: string;
  readonly value: string;
  readonly more: string;
  readonly lead: (() => void) | null;
}

/** The numbers of the range, each a way to the days that made it [X6]. */
export function FigureTiles({ figures, current, longest, daysShown, showDay, showTable }: FigureTilesProps) {
  const { bestDay, daysWorked, sessions } = figures;
  const toDay = (date: string | null) => (date === null ? null : () => showDay(date));
  const tiles: readonly FigureTile[] = [
    {
      name: 'Focus',
      value: hoursAndMinutes(figures.workSeconds),
      more: `on ${daysInWords(daysWorked)}`,
      lead: showTable,
    },
    { name: 'Sessions', value: String(sessions), more: 'completed', lead: showTable },
    { name: 'Breaks', value: hoursAndMinutes(figures.breakSeconds), more: 'taken', lead: showTable },
    {
      name: 'Average',
      value: hoursAndMinutes(figures.averageWorkSeconds),
      more: 'on days with work',
      lead: showTable,
    },
    {
      name: 'Best day',
      value: bestDay ? hoursAndMinutes(bestDay.totalWorkSeconds) : '–',
      more: bestDay ? dateWords(bestDay.date, 'short') : 'still to come',
      lead: toDay(bestDay?.date ?? null),
    },
    {
      name: 'Streak',
      value: streakWords(current, daysShown),
      more: `longest ${streakWords(longest, daysShown)}`,
      lead: toDay(current.to ?? longest.to),
    },
  ];
  return (
    <ul className="figure-tiles">
      {tiles.map(({ name, value, more, lead }) => (
        <li key={name}>
          <button type="button" disabled={lead === null} onClick={lead ?? undefined}>
            <span className="small quiet">{name}</span>
            <strong className="number">{value}</strong>
            <span className="small quiet">{more}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function streakWords({ days }: Streak, daysShown: number): string {
  return days > 0 && days === daysShown ? `${daysInWords(days)} or more` : daysInWords(days);
}
