import { useOutbox, useTidemark } from '@tidemark/client/react';
import type { DraftView } from '@tidemark/domain';
import { Link } from 'wouter';
import { offerOf, type DraftShelves } from './draft-shelves';
import { savedWords, statusNames, titleOf } from '../draft-words';

/** A shelf of more is no longer looked at, one by one. */
const SHOWN_MAX = 50;

interface Props {
  readonly shelves: DraftShelves;
  readonly now: number;
  readonly isSignedIn: boolean;
}

/** Everything to go on with: the session under way or the latest draft first, then all others [F3]. */
export function DraftPicker({ shelves, now, isSignedIn }: Props) {
  const offer = offerOf(shelves);
  const { active, drafts, expired, away } = shelves;
  const others = [...active, ...drafts].filter((draft) => draft !== offer);
  return (
    <>
      {offer === null ? (
        <p className="card quiet">
          {isSignedIn ? 'No draft waits for you.' : 'Nothing is kept here yet. Begin one, and try to lose it.'}
        </p>
      ) : (
        <Link className="card offer" href={`/drafts/${offer.id}`}>
          <span className="small quiet">
            {offer.status === 'active' ? 'Your session is under way' : 'Go on where you were'}
          </span>
          <strong>{titleOf(offer)}</strong>
          <DraftFacts draft={offer} now={now} isStatusSaid />
          <span className="offer-go" aria-hidden="true">
            →
          </span>
        </Link>
      )}
      <Shelf name="Other drafts" drafts={others} now={now} />
      <Shelf name="Expired, and can come back" drafts={expired} now={now} canRecover />
      {away.length > 0 && (
        <details className="away">
          <summary>Closed and discarded ({away.length})</summary>
          <Shelf name="Closed and discarded" drafts={away} now={now} isNameSaid />
        </details>
      )}
    </>
  );
}

interface ShelfProps {
  readonly name: string;
  readonly drafts: readonly DraftView[];
  readonly now: number;
  readonly canRecover?: boolean;
  readonly isNameSaid?: boolean;
}

function Shelf({ name, drafts, now, canRecover = false, isNameSaid = false }: ShelfProps) {
  const client = useTidemark();
  if (drafts.length === 0) return null;
  return (
    <section className="shelf" aria-label={name}>
      {!isNameSaid && <h3>{name}</h3>}
      <ul className="card rows">
        {drafts.slice(0, SHOWN_MAX).map((draft) => (
          <li key={draft.id}>
            <Link href={`/drafts/${draft.id}`}>
              <strong>{titleOf(draft)}</strong>
              <DraftFacts draft={draft} now={now} />
            </Link>
            {canRecover && (
              <button onClick={() => client.command('draft/recover', { id: draft.id })}>
                Recover<span className="unseen"> {titleOf(draft)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {drafts.length > SHOWN_MAX && <p className="small quiet">and {drafts.length - SHOWN_MAX} older ones</p>}
    </section>
  );
}

interface FactsProps {
  readonly draft: DraftView;
  readonly now: number;
  readonly isStatusSaid?: boolean;
}

/** Whose it is, when it was saved, and whether that is on this device only. */
function DraftFacts({ draft, now, isStatusSaid = false }: FactsProps) {
  const { pending } = useOutbox();
  const waits = pending.some(({ key, data }) => key === draft.id || data['id'] === draft.id);
  const { profileId, subjectId, status } = draft;
  const facts = [
    ...(status === 'draft' || isStatusSaid ? [] : [statusNames[status]]),
    [profileId, subjectId].filter(Boolean).join(' · '),
    savedWords(draft, now),
    ...(waits ? ['on this device only, so far'] : []),
  ];
  return <span className="small quiet">{facts.join(' — ')}</span>;
}
