import type { Buckets } from '@tidemark/domain';
import { span, timeOfDay } from '../../words/words';
import type { Pin } from './pins';
import type { Piece } from './shown-day';

const names: Record<Piece['kind'], string> = {
  work: 'Work',
  break: 'Break',
  paused: 'Paused',
  clocked: 'At work',
  untracked: 'Untracked',
  workout: 'Workout done',
};

/** `Work, 09:00–09:25, 25 min` */
export function pieceWords({ kind, startsAt, endsAt, unattended }: Piece, timezone: string): string {
  const from = timeOfDay(startsAt, timezone);
  if (kind === 'workout') return `${names[kind]} at ${from}`;
  const nobody = unattended ? ', nobody there' : '';
  return `${names[kind]}${nobody}, ${from}–${timeOfDay(endsAt, timezone)}, ${span(endsAt - startsAt)}`;
}

/** `14:10 Count set from 2 to 3` */
export function pinWords({ at, words }: Pin, timezone: string): string {
  return `${timeOfDay(at, timezone)} ${words}`;
}

const sums = [
  ['workMs', 'work', 'work'],
  ['breakMs', 'break', 'break'],
  ['pausedMs', 'paused', 'paused'],
  ['clockedMs', 'clocked', 'at work, no timer'],
] as const;

/** What the day came to so far, part by part; what there was none of is left out. */
export function sumsOf(buckets: Buckets): readonly { kind: Piece['kind']; words: string }[] {
  return sums.flatMap(([bucket, kind, name]) => {
    const ms = buckets[bucket];
    return ms === 0 ? [] : [{ kind, words: `${span(ms)} ${name}` }];
  });
}
