import { createHmac } from 'node:crypto';
import type { Renamed } from '@tidemark/domain';
import { categoryOf } from '@tidemark/event-log';

const GONE = /^gone-[0-9a-f]{32}$/;
/** Made of the id of an event, by us: whoever is told of the event again must find the command there. */
const TOLD = /^told-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DIGITS = 32;

/** Whether an id says nothing of whoever chose it. */
export function saysNothing(id: string): boolean {
  return GONE.test(id) || TOLD.test(id);
}

/** The same id has the same new name wherever it stands, and nobody who lacks the salt can tell what it was. */
export function renaming(salt: string): Renamed {
  return (id) => {
    if (saysNothing(id)) return id;
    return `gone-${createHmac('sha256', salt).update(id).digest('hex').slice(0, DIGITS)}`;
  };
}

/** The new name of a stream: what devices chose of it is renamed, the user it is named after stays. */
export function renamedStream(streamId: string, userId: string, renamed: Renamed): string {
  const category = categoryOf(streamId);
  const name = streamId.slice(category.length + 1);
  if (name === userId) return streamId;
  const owned = `${userId}.`;
  return name.startsWith(owned)
    ? `${category}-${owned}${renamed(name.slice(owned.length))}`
    : `${category}-${renamed(name)}`;
}
