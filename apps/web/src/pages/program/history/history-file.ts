import type { SessionSent } from '@tidemark/client';
import type { Intensity } from '@tidemark/domain';
import { csvLines } from './csv-lines';

/** Larger than any history that somebody wrote down by hand or by app. */
export const FILE_BYTES_MAX = 5_000_000;

/** What a file has to say. Lines that say no place in a program are named, and the others are taken. */
export interface HistoryRead {
  readonly sessions: readonly SessionSent[];
  readonly unread: readonly string[];
}

type Raw = Readonly<Record<string, unknown>>;

const DATE_ONLY = /^\d{4}-\d\d-\d\d$/;
const NOT_DONE = ['false', 'no', '0', 'n'];
const INTENSITIES: readonly Intensity[] = ['easy', 'perfect', 'hard'];

/** Reads JSON, as Tidemark and others tell it, or a table with a line of names. */
export function readHistory(text: string): HistoryRead {
  const raws = /^\s*[[{]/.test(text) ? fromJson(text) : fromTable(text);
  if (raws === null) return { sessions: [], unread: ['This is no JSON that can be read.'] };
  const read = raws.map((raw, index) => sessionOf(raw) ?? `Entry ${index + 1} names no week and day.`);
  const unread = read.filter((each) => typeof each === 'string');
  if (raws.length === 0) unread.push('There is nothing in this file.');
  return { sessions: read.filter((each) => typeof each !== 'string'), unread };
}

function fromJson(text: string): readonly Raw[] | null {
  try {
    const value = JSON.parse(text) as unknown;
    const list = Array.isArray(value) ? value : ((value as Raw)['sessions'] ?? (value as Raw)['logs']);
    return Array.isArray(list) ? list.map((item) => (typeof item === 'object' ? (item as Raw) : null) ?? {}) : null;
  } catch {
    return null;
  }
}

function fromTable(text: string): readonly Raw[] {
  const [head = [], ...lines] = csvLines(text);
  const names = head.map((name) => name.toLowerCase().replace(/[\s-]+/g, '_'));
  return lines.map((cells) =>
    Object.fromEntries(cells.flatMap((cell, nth) => (cell === '' ? [] : [[names[nth], cell]]))),
  );
}

function sessionOf(raw: Raw): SessionSent | null {
  const feedback = (raw['feedback'] ?? {}) as Raw;
  const week = Number(raw['week_number'] ?? raw['week'] ?? NaN);
  const day = Number(raw['day_number'] ?? raw['day'] ?? NaN);
  if (!Number.isFinite(week) || !Number.isFinite(day)) return null;
  const completedAt = raw['completed_at'] ?? raw['completedAt'] ?? raw['date'];
  const intensity = raw['intensity_rating'] ?? raw['intensity'] ?? feedback['intensityRating'];
  const scheduled = raw['scheduled_date'] ?? raw['scheduledDate'] ?? feedback['scheduledDate'];
  const logs = raw['exercise_logs'];
  const completed = raw['completed'] ?? (completedAt !== undefined && completedAt !== null);
  return {
    week_number: week,
    day_number: day,
    completed: !NOT_DONE.includes(String(completed).toLowerCase()),
    ...(completedAt !== undefined && completedAt !== null && { completed_at: momentOf(String(completedAt)) }),
    ...(intensity !== undefined && intensity !== null && { intensity_rating: intensityOf(String(intensity)) }),
    ...(scheduled !== undefined && scheduled !== null && { scheduled_date: String(scheduled) }),
    ...(Array.isArray(logs) && logs.length > 0 && { exercise_logs: logs as object[] }),
  };
}

/** A date without an hour is noon of it, so that it is the same date nearly everywhere; what is neither the server refuses. */
function momentOf(text: string): string {
  if (DATE_ONLY.test(text)) return `${text}T12:00:00.000Z`;
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : new Date(at).toISOString();
}

/** Other words are sent as they are, so that the server says of that one workout what it takes. */
function intensityOf(text: string): Intensity {
  return INTENSITIES.find((intensity) => intensity === text.toLowerCase()) ?? (text as Intensity);
}
