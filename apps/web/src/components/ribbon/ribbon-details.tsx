import { useAsk, useSyncStatus } from '@tidemark/client/react';
import { toIso } from '@tidemark/domain';
import { Link } from 'wouter';
import { useRoles } from '../../shell/roles';
import type { CheckpointShown } from '../../words/words';
import { transitionsIn, type Part } from './parts';

interface RibbonDetailsProps {
  readonly part: Part;
  readonly timezone: string;
  readonly close: () => void;
}

const LOOKED_THROUGH_MAX = 200;

/** The events that made a part of the day [X6]. */
export function RibbonDetails({ part, timezone, close }: RibbonDetailsProps) {
  const { userId, account } = useSyncStatus();
  const isOperator = useRoles(account).some((role) => role.startsWith('ops'));
  const isOfTimer = part.stream === 'timer' && part.lane === 'focus';
  const { value, status } = useAsk<{ readonly items: readonly CheckpointShown[] }>(
    isOfTimer ? `/api/timer/checkpoints?limit=${LOOKED_THROUGH_MAX}` : null,
  );
  const transitions = transitionsIn(part, value?.items ?? []);
  return (
    <section className="ribbon-details" aria-label="What made it">
      <header>
        <h3>{part.words}</h3>
        <button type="button" className="plain" onClick={close}>
          Close
        </button>
      </header>
      {isOfTimer && transitions.length > 0 && (
        <ol>
          {transitions.map(({ at, words }) => (
            <li key={`${at} ${words}`}>
              <time dateTime={toIso(at)}>{secondOfDay(at, timezone)}</time> {words}
            </li>
          ))}
        </ol>
      )}
      {!(isOfTimer && transitions.length > 0) && <p className="quiet">{withoutTransitions(part, isOfTimer, status)}</p>}
      {isOperator && part.stream !== null && userId !== null && (
        <Link href={`/ops/streams/${part.stream}-${userId}?at=${toIso(part.endsAt)}`}>Show the events</Link>
      )}
    </section>
  );
}

function withoutTransitions({ kind, lane, startsAt, endsAt }: Part, isOfTimer: boolean, status: string): string {
  if (isOfTimer && status === 'loading') return 'Looking it up …';
  if (isOfTimer) return 'Transitions are shown for two days; their events are kept for good.';
  if (kind === 'untracked') return 'No timer ran, and nobody was clocked in.';
  if (lane === 'clock') return 'From clock-in to clock-out. Both can be corrected on the page of the clock.';
  return startsAt === endsAt ? 'Kept as an event, with what was before and what came of it.' : '';
}

function secondOfDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone }).format(at);
}
