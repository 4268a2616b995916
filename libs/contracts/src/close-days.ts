/** So many users are closed with one request: half of the keys that a request may have, and short for everybody else. */
export const CLOSED_TOGETHER_MAX = 500;

/** What the scheduler asks when a boundary came: `tidemark.task.close-days`. */
export interface CloseDays {
  /** The boundary that rang; whoever happens to have a later one is left as they are. */
  readonly boundaryAt: string;
  readonly userIds: readonly string[];
}

/** What became of them. */
export interface DaysClosed {
  /** How many days were closed by this request. */
  readonly closed: number;
  /** Whose day goes on, and until when; everybody else rests until they do something. */
  readonly open: readonly { readonly userId: string; readonly endsAt: string }[];
}

/** The state in a fact about a day: what clients follow, and whether anybody has to close it at its end. */
export interface DayTold<Configuration = object, SessionCount = object> {
  readonly status: 'untouched' | 'resting' | 'active';
  readonly configuration: Configuration;
  readonly sessionCount: SessionCount;
}
