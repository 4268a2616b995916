/** The expected no. Shown to the user, never logged as an error; everything else that is thrown is a bug or an outage. */
export class Rejection extends Error {
  constructor(
    readonly code: string,
    message = sentences[code] ?? 'That is not possible right now.',
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'Rejection';
  }
}

/** One plain sentence for each refusal a decider can give. */
const sentences: Readonly<Record<string, string>> = {
  'timer/already-running': 'A session is already under way; stop it first or start with replace.',
  'timer/not-running': 'No session is running.',
  'timer/not-paused': 'No session is paused.',
  'timer/nothing-to-skip': 'There is no session to skip.',
  'timer/nothing-to-trim': 'That span was not marked as unattended.',
  'timer/at-out-of-range':
    'The time given lies in the future, more than 24 hours back, or before the last thing that happened.',
  'day/at-out-of-range':
    'The time given lies in the future, more than 24 hours back, or before the last thing that happened in your day.',
  'program/at-out-of-range':
    'The time given lies in the future, or more than 24 hours back; a bulk sync may bring what is older.',
  'program/date-out-of-range': 'That would move a workout to a date that no calendar has.',
  'program/too-large': 'There is no more room in this program.',
  'clock/at-out-of-range': 'The time given lies in the future, more than 24 hours back, or before the last entry.',
  'session/entries-overlap': 'That entry would stand inside a span of work, or has nothing to close.',
  'session/entry-in-future': 'An entry may not lie in the future.',
  'session/entry-too-old': 'Entries of so long ago are history and cannot be changed.',
  'session/too-many-entries': 'Those are more entries than a day has room for.',
  'entry/not-found': 'There is no such entry among those that can still be changed.',
  'draft/not-found': 'There is no such draft.',
  'draft-version/not-found': 'The draft has no such version.',
  'draft-field/not-found': 'Neither version has that field.',
  'draft/not-editable': 'The draft is closed, discarded or expired and cannot be changed.',
  'draft/not-active': 'The draft is no active session, so there is nothing to close.',
  'draft/another-active': 'Another session of this profile is active.',
  'draft/not-recoverable': 'Only a draft that expired within the last 30 days can be recovered.',
  'draft/too-large': 'A draft holds at most 256 KiB.',
  'draft/at-out-of-range':
    'The time given lies in the future, more than 24 hours back, or before the last thing that happened.',
};

/** Something we need did not answer in time. The caller may try again with the same command key. */
export class Unavailable extends Error {
  constructor(
    readonly what: string,
    options?: ErrorOptions,
  ) {
    super(`${what} is not available right now.`, options);
    this.name = 'Unavailable';
  }
}
