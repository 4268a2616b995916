import { useAsk, useSyncStatus } from '@tidemark/client/react';
import type { Topic } from '@tidemark/client';
import type { DayRule, Instant } from '@tidemark/domain';
import { resetLines } from './reset-words';
import { UPCOMING_SHOWN, type UpcomingReset } from './rule-change';

interface UpcomingResetsProps {
  readonly rule: DayRule;
  /** As this device decides them. */
  readonly decided: readonly UpcomingReset[];
  readonly isProposal: boolean;
  readonly now: Instant;
}

const changes: readonly Topic[] = ['configuration', 'sessionCount'];

/** The next ten ends of a day in words: of the rule that holds as the server tells them, of a proposed one as decided. */
export function UpcomingResets({ rule, decided, isProposal, now }: UpcomingResetsProps) {
  const { account } = useSyncStatus();
  const path = account === 'signed-in' ? `/api/configuration/upcoming-resets?n=${UPCOMING_SHOWN}` : null;
  const { value } = useAsk<{ readonly items: readonly UpcomingReset[] }>(path, changes);
  const told = isProposal ? null : value?.items;
  return (
    <section className="upcoming" aria-labelledby="upcoming">
      <h4 id="upcoming">{isProposal ? 'The next ten resets would be' : 'The next ten resets'}</h4>
      <ol>
        {resetLines(told ?? decided, rule, now).map(({ key, day, time, away, note }) => (
          <li key={key}>
            <span>{day}</span>
            <strong className="number">{time}</strong>
            <span className="quiet small">
              {away}
              {note !== null && <em> · {note}</em>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
