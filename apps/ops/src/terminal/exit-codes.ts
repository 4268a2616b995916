/** What the process ends with, so that scripts need not read what is said. */
export const EXIT = {
  done: 0,
  breach: 1,
  usage: 2,
  notFound: 3,
  refused: 4,
  unavailable: 5,
  bug: 70,
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES_EXPLAINED = `
Exit codes:
  0    done; for verify: nothing is wrong
  1    verify found something that is wrong; rebuild: old and new differ
  2    the command line or the settings are not usable
  3    there is no such stream, event, user or dead letter
  4    a service, or the database, refused it
  5    the database, the bus or a service did not answer
  70   a bug of ours
  130  cancelled`;
