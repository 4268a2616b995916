import { Key, Moment, Optional, Text, Whole } from '@tidemark/contracts';

const NAME_LENGTH_MAX = 200;
/** More lanes than any log has. */
export const LANES_MAX = 1_000_000;

/** Which part of a log is told again; what is left out, may be as it likes. */
export class ReplaySelection {
  @Optional() @Text(1, NAME_LENGTH_MAX) stream?: string;
  @Optional() @Key() user?: string;
  @Optional() @Text(1, NAME_LENGTH_MAX) type?: string;
  @Optional() @Moment() since?: string;
  @Optional() @Moment() until?: string;
  @Optional() @Whole(0, LANES_MAX) lane?: number;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) after?: number;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) upTo?: number;
}
