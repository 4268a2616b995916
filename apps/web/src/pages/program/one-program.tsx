import { useDailyCount, useOutbox, useProgress, useTidemark } from '@tidemark/client/react';
import type { Place } from '@tidemark/domain';
import { useCallback, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { Choice } from '../../components/form/choice';
import { dateOf } from '../../words/wall-clock';
import { zoneHere } from '../../words/zones';
import { HistoryImport } from './history/history-import';
import { MoveStrip } from './plan/move-strip';
import { PlanCalendar } from './plan/plan-calendar';
import { programName } from './program-names';
import { sumsInWords, sumsOf } from './program-sums';
import { TileGrid } from './tiles/tile-grid';
import { useWorkoutMoves } from './plan/workout-moves.hook';
import { WorkoutPanel } from './workout/workout-panel';
import { extentOf, extentWith, marksOf, placeName, tileRows, type Extent } from './tiles/workout-tiles';

type View = 'weeks' | 'dates';
const views = [
  { value: 'weeks', name: 'Weeks' },
  { value: 'dates', name: 'Dates' },
] as const;
const DAYS_USUAL = 3;

/** One program: its workouts by week and day or by date, and what is known of the one that is chosen. */
export function OneProgram({ programId }: { readonly programId: string }) {
  const client = useTidemark();
  const { program, status } = useProgress(programId);
  const { pending, refused } = useOutbox();
  const { localDate } = useDailyCount();
  const today = localDate ?? dateOf(client.now(), zoneHere());
  const logs = useMemo(() => program?.logs ?? [], [program]);
  const known = extentOf(logs);
  const [wished, wish] = useState<Extent>({ weeks: 1, days: logs.length === 0 ? DAYS_USUAL : 1 });
  const extent = extentWith(known, wished);
  const marks = useMemo(() => marksOf(programId, pending, refused), [programId, pending, refused]);
  const moves = useWorkoutMoves(programId, logs);
  const [view, setView] = useState<View>('weeks');
  const [chosen, choose] = useState<Place | null>(null);
  const close = useCallback(() => {
    const name = chosen && placeName(chosen.week, chosen.day);
    choose(null);
    document.querySelector<HTMLElement>(`[data-place="${name}"]`)?.focus();
  }, [chosen]);

  return (
    <section className="page program" aria-busy={status === 'loading'}>
      <header className="program-head">
        <div>
          <Link href="/program" className="small">
            All programs
          </Link>
          <h2>{programName(programId)}</h2>
          <p className="quiet number">{sumsInWords(sumsOf(logs))}</p>
        </div>
        <Choice<View> legend="Shown by" options={views} value={view} choose={setView} />
      </header>
      <div className="program-desk" data-open={chosen !== null}>
        <div className="program-main">
          {view === 'weeks' ? (
            <>
              <TileGrid rows={tileRows(logs, extent, marks)} {...{ chosen, today, choose }} />
              <div className="row">
                <button type="button" className="plain" onClick={() => wish({ ...extent, weeks: extent.weeks + 1 })}>
                  + Week
                </button>
                <button type="button" className="plain" onClick={() => wish({ ...extent, days: extent.days + 1 })}>
                  + Day
                </button>
              </div>
            </>
          ) : (
            <PlanCalendar {...{ logs, today, moves, choose }} />
          )}
        </div>
        {chosen !== null && (
          <WorkoutPanel
            key={placeName(chosen.week, chosen.day)}
            {...{ programId, today, moves, close }}
            place={chosen}
          />
        )}
      </div>
      <MoveStrip moves={moves} />
      <HistoryImport programId={programId} />
    </section>
  );
}
