import type { Change } from '../answers';
import { valueWords } from '../words';

const VALUE_LENGTH_MAX = 140;

/** What an event changed, each thing with what it was. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="quiet">It changed nothing that is kept.</p>;
  return (
    <dl className="changes">
      {changes.map(({ what, before, after }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>
            {before !== undefined && <del>{shown(before)}</del>}
            {after === undefined ? <em className="quiet"> gone</em> : <ins>{shown(after)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function shown(value: unknown): string {
  const text = valueWords(value);
  return text.length > VALUE_LENGTH_MAX ? `${text.slice(0, VALUE_LENGTH_MAX)} …` : text;
}
