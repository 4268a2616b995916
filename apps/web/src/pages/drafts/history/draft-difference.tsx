import { useAsk, useTidemark } from '@tidemark/client/react';
import type { DraftDifferenceView, DraftView } from '@tidemark/domain';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { canComeBack, changesBetween, shownValue, type FieldChange } from './draft-changes';
import { fieldWords } from '../draft-words';

/** Two versions side by side. */
export interface Compared {
  readonly from: number;
  readonly to: number;
}

/** So many of the latest versions may be chosen to compare with. */
const COMPARABLE_MAX = 100;

interface Props {
  readonly draft: DraftView;
  readonly compared: Compared;
  setCompared(compared: Compared | null): void;
}

/** What is different between two versions, field by field, and how to bring back any of it. */
export function DraftDifference({ draft, compared: { from, to }, setCompared }: Props) {
  const client = useTidemark();
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), [from]);
  const pathOf = (first: number, second: number) => `/api/drafts/${draft.id}/diff?from=${first}&to=${second}`;
  const forth = useAsk<DraftDifferenceView>(pathOf(from, to));
  const back = useAsk<DraftDifferenceView>(pathOf(to, from));
  const [undoVersion, setUndoVersion] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const isEditable = draft.status === 'draft' || draft.status === 'active';
  const changes = forth.value && back.value ? changesBetween(forth.value, back.value) : null;

  async function restore(n: number, paths?: readonly string[]) {
    const before = draft.version;
    const outcome = await client.command('draft/restore-version', { id: draft.id, n, paths }).accepted;
    setTrouble(outcome.ok ? null : outcome.error.message);
    setUndoVersion(outcome.ok && n !== undoVersion ? before : null);
  }

  return (
    <section
      ref={section}
      tabIndex={-1}
      className="card difference"
      aria-label={`Version ${from} compared with version ${to}`}
    >
      <header className="difference-head">
        <h3>
          Version {from}, and {to === draft.version ? 'what is there now' : `version ${to}`}
        </h3>
        <button className="plain" onClick={() => setCompared(null)} aria-label="Close the comparison">
          ×
        </button>
      </header>
      <label className="field compare-with">
        <span>Compare with</span>
        <select value={to} onChange={({ target }) => setCompared({ from, to: Number(target.value) })}>
          {latestOf(draft.version)
            .filter((version) => version !== from)
            .map((version) => (
              <option key={version} value={version}>
                {version === draft.version ? `version ${version}, as it is now` : `version ${version}`}
              </option>
            ))}
        </select>
      </label>
      {changes === null ? (
        <p className="quiet">{forth.error?.message ?? back.error?.message ?? 'Comparing …'}</p>
      ) : changes.length === 0 ? (
        <p className="quiet">Both say the same.</p>
      ) : (
        <ul className="changes">
          {changes.map((change) => (
            <Change key={change.path} change={change}>
              {isEditable && canComeBack(change) && (
                <button className="small" onClick={() => void restore(from, [change.path])}>
                  {change.before === undefined ? 'Take away' : 'Bring back'}
                  <span className="unseen"> {fieldWords(change.path)}</span>
                </button>
              )}
            </Change>
          ))}
        </ul>
      )}
      {trouble !== null && <p className="trouble">{trouble}</p>}
      {isEditable && (
        <p className="row">
          <button onClick={() => void restore(from)}>Bring back all of version {from}</button>
          {undoVersion !== null && <button onClick={() => void restore(undoVersion)}>Undo</button>}
        </p>
      )}
    </section>
  );
}

function latestOf(version: number): readonly number[] {
  return Array.from({ length: Math.min(version, COMPARABLE_MAX) }, (_, nth) => version - nth);
}

function Change({ change, children }: { readonly change: FieldChange; readonly children: ReactNode }) {
  return (
    <li>
      <strong className="small">{change.path.startsWith('/') ? fieldWords(change.path) : change.label}</strong>
      <del data-empty={change.before === undefined || undefined}>{shownValue(change.before)}</del>
      <ins data-empty={change.after === undefined || undefined}>{shownValue(change.after)}</ins>
      {children}
    </li>
  );
}
