/** What must hold, and holds here or not; the numbers are those of the guide. */
export type Rule = keyof typeof rules;

export const rules = {
  'I-01': 'each command has its events once, in one place',
  'I-02': 'versions of a stream are 1..n',
  'I-03': 'nobody may change or remove an event, or an entry of the audit',
  'I-04': 'positions of a lane are 1..n, and a stream rises in its lane',
  'I-05': 'no reader is ahead of what it reads',
  'I-07': 'heads, checkpoints and resets are the fold of their events',
  'I-11': 'each session ends once, and none is overdue',
  'I-12': 'no session was completed before its time',
  'I-13': 'one session at a time',
  'I-14': 'the seconds of a day are those of its events',
  'I-15': 'time run and time left make the length of a session',
  'I-16': 'the count is what was completed or set since the last reset',
  'I-17': 'each local date is closed once, in its time, and none is left out',
  'I-26': 'rows belong to the user they are kept under',
  'I-28': 'of whoever was erased, nothing is left but bare facts',
  'I-29': 'nothing in the audit was changed, removed or put in between',
} as const;

/** One thing that must hold and does not. */
export interface Breach {
  readonly rule: Rule;
  /** The stream, row or reader that it is about. */
  readonly subject: string;
  readonly what: string;
}

/** Says what is wrong with one subject. */
export type Complain = (rule: Rule, what: string) => void;
