import type { AuditEntry, Items } from '../answers';
import { usePolled } from '../polled.hook';
import { Told } from '../told';
import { idWords, momentWords } from '../words';

const LOOK_EVERY_MS = 5_000;

/** Who changed what, and why. */
export function AuditTab() {
  const asked = usePolled<Items<AuditEntry>>('/api/ops/audit?limit=200', LOOK_EVERY_MS);
  return <Told asked={asked}>{entries}</Told>;
}

function entries({ items }: Items<AuditEntry>) {
  if (items.length === 0) return <p className="card">Nobody has changed anything.</p>;
  return (
    <ol className="audit">
      {items.map(({ position, at, actor, action, subject, outcome, reason }) => (
        <li key={position} className="card">
          <p>
            <strong>{action}</strong> <code>{idWords(subject)}</code>{' '}
            <span className={outcome === 'done' ? 'quiet' : 'trouble'}>
              {outcome === 'begun' ? 'not ended' : outcome}
            </span>
          </p>
          {reason && <p>“{reason}”</p>}
          <p className="quiet small">
            <span title={actor}>{idWords(actor)}</span> · <span className="number">{momentWords(at)} UTC</span>
          </p>
        </li>
      ))}
    </ol>
  );
}
