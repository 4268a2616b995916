import { SECOND, fromIso, type Instant } from '@tidemark/domain';
import { transition, type CheckpointShown } from '../../words/words';
import { pieceWords, pinWords } from './piece-words';
import type { Pin } from './pins';
import type { Lane, Piece, ShownDay } from './shown-day';

/** Something of a day that can be pointed at. */
export interface Part {
  readonly key: string;
  readonly lane: Lane | 'pins';
  readonly kind: Piece['kind'] | Pin['kind'];
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly words: string;
  /** Whose events made it; null where nobody said anything. */
  readonly stream: Pin['stream'] | null;
}

/** A change that made a part, at the second at which it happened. */
export interface Transition {
  readonly at: Instant;
  readonly words: string;
}

/** A checkpoint is dated by the same event as its piece; only rounding parts them. */
const ROUNDED_MS = SECOND;
const streams: Readonly<Record<Lane, Part['stream']>> = { focus: 'timer', clock: 'clock', workouts: null };

/** All parts in order of time. */
export function partsOf({ pieces, pins, timezone }: Pick<ShownDay, 'pieces' | 'pins' | 'timezone'>): readonly Part[] {
  const ofPieces = pieces.map((piece): Part => {
    const { lane, kind, startsAt, endsAt } = piece;
    const stream = kind === 'untracked' ? null : streams[lane];
    return { key: `${lane} ${startsAt}`, lane, kind, startsAt, endsAt, words: pieceWords(piece, timezone), stream };
  });
  const ofPins = pins.map((pin, index): Part => {
    const { kind, at, stream } = pin;
    return {
      key: `pin ${index}`,
      lane: 'pins',
      kind,
      startsAt: at,
      endsAt: at,
      words: pinWords(pin, timezone),
      stream,
    };
  });
  return [...ofPieces, ...ofPins].sort((one, two) => one.startsAt - two.startsAt);
}

/** What happened in a part, in order; nothing where that is not kept any longer. */
export function transitionsIn(part: Part, checkpoints: readonly CheckpointShown[]): readonly Transition[] {
  const [fromAt, toAt] = [part.startsAt - ROUNDED_MS, part.endsAt + ROUNDED_MS];
  return checkpoints
    .map((checkpoint) => ({
      at: fromIso(checkpoint.timestamp),
      version: checkpoint.version,
      words: transition(checkpoint),
    }))
    .filter(({ at }) => fromAt <= at && at <= toAt)
    .sort((one, two) => one.version - two.version)
    .map(({ at, words }) => ({ at, words }));
}
