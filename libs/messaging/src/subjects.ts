import { InvalidRequest } from '@tidemark/contracts';

/** Longer parts never come from us, and NATS ends the connection over a line of 4 KB. */
export const PART_LENGTH_MAX = 256;
/** The durable stream and the subjects it keeps. */
export const FACT_STREAM = 'TIDEMARK';
/** Everything that the stream keeps. */
export const FACT_SUBJECTS = 'tidemark.evt.>';

const PLAIN = /^[A-Za-z0-9_-]+$/;
const ESCAPED = /=([0-9a-f]{4})/g;
/** How nothing at all is written; an escape always has four digits behind the sign. */
const EMPTY = '=';

/**
 * One part of a subject. Ids made of letters, digits, `_` and `-` stay as they are; every other UTF-16 unit becomes
 * `=` and four hex digits, so that no two ids share a token and none can speak to the server.
 */
export function encodePart(part: string): string {
  if (part.length > PART_LENGTH_MAX) {
    const message = `A part of a subject has at most ${PART_LENGTH_MAX} characters.`;
    throw new InvalidRequest([{ path: '', rule: 'maxLength', message }]);
  }
  if (part === '') return EMPTY;
  return PLAIN.test(part) ? part : part.replace(/[^A-Za-z0-9_-]/g, escapeUnit);
}

/** The inverse of `encodePart`. */
export function decodePart(token: string): string {
  if (token === EMPTY) return '';
  return token.replace(ESCAPED, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}

/** Where commands to one kind of stream are sent. */
export const commandSubject = (category: string) => `tidemark.cmd.${encodePart(category)}`;

/** Where questions about one kind of stream are sent. */
export const querySubject = (category: string) => `tidemark.query.${encodePart(category)}`;

/** Where one service asks another for a piece of work that belongs to no single user. */
export const taskSubject = (task: string) => `tidemark.task.${encodePart(task)}`;

/** Where a fact is told. */
export const factSubject = (category: string, userId: string, type: string) =>
  `tidemark.evt.${encodePart(category)}.${encodePart(userId)}.${encodePart(type)}`;

/** All facts of one user, of whatever kind or of one. */
export const factsOfUser = (userId: string, category?: string) =>
  `tidemark.evt.${category === undefined ? '*' : encodePart(category)}.${encodePart(userId)}.>`;

/** All facts of one kind of stream, of whatever user. */
export const factsOfCategory = (category: string) => `tidemark.evt.${encodePart(category)}.>`;

/** The durable stream that keeps what ops tell again, apart from what happens. */
export const REPLAY_STREAM = 'TIDEMARK_REPLAYS';
/** Everything that is told again. */
export const REPLAY_SUBJECTS = 'tidemark.replay.>';

/** Where a fact is told again, in a replay of this name. */
export const replaySubject = (name: string, { category, userId, type }: FactAddress) =>
  `tidemark.replay.${encodePart(name)}.${encodePart(category)}.${encodePart(userId)}.${encodePart(type)}`;

/** Everything that a replay tells, or only what a subject of facts would match. */
export const factsOfReplay = (name: string, filter: string = FACT_SUBJECTS) =>
  filter.replace(/^tidemark\.evt\./, `tidemark.replay.${encodePart(name)}.`);

/** Everything of one user, in whatever replay. */
export const replaysOfUser = (userId: string) => `tidemark.replay.*.*.${encodePart(userId)}.>`;

/** Where the writers of a schema nudge the relay that drains it. */
export const hintSubject = (schema: string) => `tidemark.hint.${encodePart(schema)}`;

/** What the subject of a fact says. */
export interface FactAddress {
  readonly category: string;
  readonly userId: string;
  readonly type: string;
}

/** What a fact's subject says, also where it is told again, or nothing where it is no such subject. */
export function decodeFactSubject(subject: string): FactAddress | null {
  const [root, kind, ...parts] = subject.split('.');
  if (root !== 'tidemark' || (kind !== 'evt' && kind !== 'replay')) return null;
  const [category, userId, type, ...rest] = kind === 'evt' ? parts : parts.slice(1);
  if (!category || !userId || !type || rest.length > 0) return null;
  return { category: decodePart(category), userId: decodePart(userId), type: decodePart(type) };
}

function escapeUnit(unit: string): string {
  return `=${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
