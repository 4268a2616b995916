import { userInfo } from 'node:os';
import { audited as recorded, type Deed } from '@tidemark/service-kit';
import type { Work } from '../terminal/desk';

/**
 * The one way in which a command changes something: with an entry in the audit that says who did what to what and
 * why, and how it ended. Nothing is done that cannot be recorded.
 *
 *     return audited(work, { action: 'projection/rebuild', subject: name, reason }, () => rebuildIt(work, name));
 */
export async function audited<Result>(
  { access, surroundings: { environment } }: Work,
  deed: Omit<Deed, 'actor'>,
  job: () => Promise<Result>,
): Promise<Result> {
  return recorded(access.audit(), { ...deed, actor: `operator/${operatorIn(environment)}` }, job);
}

/** Who sits at the terminal; in a container, where everybody is root, the one who comes in says it. */
export function operatorIn({ TIDEMARK_OPERATOR: name }: NodeJS.ProcessEnv): string {
  return name || userInfo().username;
}
