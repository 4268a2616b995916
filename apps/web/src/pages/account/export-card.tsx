import { useTidemark } from '@tidemark/client/react';
import { useState } from 'react';
import { saveAsFile } from '../../shell/file-saving';
import { exportName } from './account-words';

type Standing = { readonly at: 'rest' } | { readonly at: 'work' } | { readonly at: 'end'; readonly words: string };

/** Everything that is kept of a person, as a file. */
export function ExportCard() {
  const client = useTidemark();
  const [standing, setStanding] = useState<Standing>({ at: 'rest' });

  async function save() {
    setStanding({ at: 'work' });
    const outcome = await client.ask<{ readonly events: readonly object[] }>('/api/me/export');
    if (outcome.ok) saveAsFile(exportName(client.now()), outcome.value);
    const words = outcome.ok ? `Saved, with ${outcome.value.events.length} events.` : outcome.error.message;
    setStanding({ at: 'end', words });
  }

  return (
    <section className="card part" aria-label="Export">
      <div>
        <h3>Take everything with you</h3>
        <p className="quiet">All that is kept of you, every event since the first, in one JSON file.</p>
      </div>
      <span className="part-act">
        <button onClick={() => void save()} disabled={standing.at === 'work'}>
          Export
        </button>
        {standing.at === 'work' && <progress aria-label="The export is on its way" />}
        {standing.at === 'end' && (
          <span className="small" role="status">
            {standing.words}
          </span>
        )}
      </span>
    </section>
  );
}
