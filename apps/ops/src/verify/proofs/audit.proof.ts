import { chainFault, NOTHING_RECORDED, type AuditEntry, type ChainEnd } from '@tidemark/service-kit';
import type { Access } from '../../access/access';
import { CHAIN_END, ENTRIES_AFTER } from '../../audit/sql';
import type { Breach } from '../breach';

const ENTRIES_AT_ONCE = 1_000;

/** Every entry of the audit follows the one before it, from the first to where the chain says that it ends [I-29]. */
export async function auditIsWhole(access: Access): Promise<readonly Breach[]> {
  const database = access.database('audit');
  // Read first: entries that come meanwhile are behind this end.
  const { rows: ends } = await database.query<ChainEnd>(CHAIN_END);
  const wanted = ends[0] ?? NOTHING_RECORDED;
  let reached = NOTHING_RECORDED;
  while (reached.length < wanted.length) {
    const { rows } = await database.query<AuditEntry>(ENTRIES_AFTER, [reached.length, ENTRIES_AT_ONCE]);
    if (rows.length === 0)
      return [broken('audit', `${wanted.length} entries were recorded, and ${reached.length} are left`)];
    for (const entry of rows) {
      const what = chainFault(entry, reached);
      // Whatever stands behind a broken link is not proven to anybody.
      if (what) return [broken(`audit, entry ${entry.position}`, what)];
      reached = { length: entry.position, hash: entry.hash };
      if (reached.length === wanted.length && reached.hash !== wanted.hash) {
        return [broken(`audit, entry ${entry.position}`, 'it is not the entry that was recorded last')];
      }
    }
  }
  return [];
}

function broken(subject: string, what: string): Breach {
  return { rule: 'I-29', subject, what };
}
