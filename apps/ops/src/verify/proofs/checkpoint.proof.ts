import { isDeepStrictEqual } from 'node:util';
import { CHECKPOINTS_KEPT_FOR_MS, checkpointRow, type CheckpointRow } from '@tidemark/projections';
import type { Breach } from '../breach';
import type { UserStory } from '../user-story';

/** Every checkpoint is made of its event, and every event that makes one has it, unless it is old enough to be gone [I-07]. */
export function checkpointsAreTheirEvents(story: UserStory): readonly Breach[] {
  const { userId, readAt, checkpointsReached } = story;
  const timer = story.streams.find(({ head }) => head.streamId === `timer-${userId}`);
  const version = timer?.head.version ?? 0;
  const made = new Map(
    (timer?.events ?? []).flatMap((event) => {
      const row = checkpointRow(event);
      return row ? [[row.version, row] as const] : [];
    }),
  );
  const kept = new Map(story.checkpoints.map((row) => [row.version, row]));
  const breach = (of: number, what: string): Breach => ({ rule: 'I-07', subject: `checkpoint ${userId}/${of}`, what });

  const latest = Math.max(0, ...made.keys());
  const mayBeGone = (row: CheckpointRow) =>
    story.erasure !== undefined || (row.version !== latest && row.at < readAt - CHECKPOINTS_KEPT_FOR_MS);
  const missing = [...made.values()]
    .filter((row) => row.position <= checkpointsReached && !kept.has(row.version) && !mayBeGone(row))
    .map((row) => breach(row.version, 'it is missing'));
  const wrong = story.checkpoints
    .filter((row) => row.version <= version || row.position <= checkpointsReached)
    .flatMap((row) => {
      const expected = made.get(row.version);
      if (!expected) return [breach(row.version, 'no event made it')];
      const names = (Object.keys(expected) as (keyof CheckpointRow)[]).filter(
        (name) => !isDeepStrictEqual(row[name], expected[name]),
      );
      return names.map((name) => breach(row.version, `${name} is ${row[name]}, by its event ${expected[name]}`));
    });
  return [...missing, ...wrong];
}
