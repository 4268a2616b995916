import type { RecordedEvent } from '@tidemark/event-log';
import type { Breach } from '../breach';
import type { UserStory } from '../user-story';

/** A command has its events once, in one stream, one after the other, and nothing where it was refused [I-01]. */
export function commandsHappenedOnce({ userId, readAt, streams, commands }: UserStory): readonly Breach[] {
  const kept = new Map(commands.map((row) => [`${row.schema} ${row.commandId}`, row]));
  const breaches: Breach[] = [];
  for (const [key, events] of eventsByCommand(streams)) {
    const what = fault(events, kept.get(key));
    if (what) breaches.push({ rule: 'I-01', subject: `${userId}: command ${key}`, what });
  }
  const known = new Set(streams.map(({ head }) => head.streamId));
  for (const { schema, commandId, streamId, version, recordedAt } of commands) {
    if (version === 0 || known.has(streamId) || recordedAt > readAt) continue;
    breaches.push({ rule: 'I-01', subject: `${userId}: command ${schema} ${commandId}`, what: `${streamId} is gone` });
  }
  return breaches;
}

function fault(events: readonly RecordedEvent[], row: UserStory['commands'][number] | undefined): string | undefined {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) return undefined;
  if (!row) return `${last.streamId}/${last.version} was made by it, and nothing is known of it`;
  if (row.isRejected) return `it was refused, and ${last.streamId}/${last.version} was made by it`;
  if (events.some(({ streamId }) => streamId !== row.streamId)) return `it was for ${row.streamId}, and went elsewhere`;
  if (last.version - first.version + 1 !== events.length) return `it happened twice in ${row.streamId}`;
  return last.version > row.version
    ? `it was answered with version ${row.version}, and made ${last.version}`
    : undefined;
}

function eventsByCommand(streams: UserStory['streams']): ReadonlyMap<string, readonly RecordedEvent[]> {
  const found = new Map<string, RecordedEvent[]>();
  for (const { schema, events } of streams) {
    for (const event of events) {
      if (event.commandId === null) continue;
      const key = `${schema} ${event.commandId}`;
      const others = found.get(key);
      if (others) others.push(event);
      else found.set(key, [event]);
    }
  }
  return found;
}
