import type { DraftVersionView, DraftView } from '@tidemark/domain';
import { ago } from '../../../words/ago';
import './draft-history.css';
import type { Compared } from './draft-difference';
import { deviceWords } from '../draft-words';
import { useVersions } from './versions.hook';

interface Props {
  readonly draft: DraftView;
  readonly now: number;
  readonly compared: Compared | null;
  onCompare(compared: Compared): void;
}

/** Every version that was ever saved; pressing one shows what is different now. */
export function DraftHistory({ draft, now, compared, onCompare }: Props) {
  const { versions, hasMore, more, trouble } = useVersions(draft);
  return (
    <section className="card history" aria-label="History">
      <h3>History</h3>
      {versions.length === 0 && (
        <p className="small quiet">{trouble ?? 'Each save is kept here as a version, as soon as the server has it.'}</p>
      )}
      <ol className="history-list">
        {versions.map((version) => (
          <li key={version.version}>
            <button
              className="plain version"
              aria-pressed={compared?.from === version.version}
              onClick={() => onCompare({ from: version.version, to: draft.version })}
              disabled={version.version === draft.version}
            >
              <span className="number">{version.version}</span>
              <span>
                {version.version === draft.version ? 'as it is now' : ago(Date.parse(version.savedAt), now)}
                <span className="small quiet version-facts">{factsOf(version)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {hasMore && (
        <button className="plain" onClick={() => void more()}>
          Older versions
        </button>
      )}
      {versions.length > 0 && trouble !== null && (
        <p className="small quiet">{trouble} This is the history as known.</p>
      )}
    </section>
  );
}

function factsOf({ device, restoredFrom, overwritten }: DraftVersionView): string {
  return [
    deviceWords(device),
    ...(restoredFrom === null ? [] : [`brought back from ${restoredFrom}`]),
    ...(overwritten.length === 0 ? [] : [`${overwritten.length} merged with another device`]),
  ].join(' · ');
}
