import type { CommandName, Entry } from '@tidemark/client';

/** What a write wants, as the person wanted it. */
const WISHES: Readonly<Record<CommandName, string>> = {
  'timer/start': 'Start the timer',
  'timer/pause': 'Pause the timer',
  'timer/resume': 'Resume the timer',
  'timer/skip': 'Skip to the next session',
  'timer/stop': 'Stop the timer',
  'timer/extend': 'Extend the session',
  'timer/task': 'Select the task',
  'timer/trim': 'Trim unattended time',
  'session/clock-in': 'Clock in',
  'session/clock-out': 'Clock out',
  'session/save': 'Save the work clock',
  'session/clear': 'Begin the day of the work clock anew',
  'session/add-entry': 'Add an entry to the work clock',
  'session/correct-entry': 'Correct an entry of the work clock',
  'session/remove-entry': 'Remove an entry of the work clock',
  'session/threshold': 'Change when a day counts as complete',
  'configuration/set': 'Change the settings',
  'configuration/timezone': 'Change the timezone',
  'configuration/reset-time': 'Change when the day ends',
  'session-count/set': 'Set the count of the day',
  'session-count/reset': 'End the day',
  'progress/complete': 'Mark a workout',
  'progress/intensity': 'Rate a workout',
  'progress/schedule': 'Schedule a workout',
  'progress/exercises': 'Log exercises',
  'progress/bulk-sync': 'Send earlier workouts',
  'draft/create': 'Begin a draft',
  'draft/save': 'Save a draft',
  'draft/patch': 'Save some fields of a draft',
  'draft/promote': 'Lock a draft as session',
  'draft/close': 'Close a session',
  'draft/discard': 'Discard a draft',
  'draft/recover': 'Recover a draft',
  'draft/restore-version': 'Bring back a version of a draft',
};

type Wish = Pick<Entry, 'name' | 'data'>;

/** The drafts by their ids, for a save names its draft by that alone. */
type Titles = Readonly<Record<string, { readonly title: string }>>;

/** What a write wants, and of what. */
export function wishWords({ name, data }: Wish, drafts: Titles | null = null): string {
  const title = data['title'] ?? drafts?.[String(data['id'])]?.title;
  const detail = detailOf(name, { ...data, title });
  return detail === null ? WISHES[name] : `${WISHES[name]}: ${detail}`;
}

function detailOf(name: CommandName, data: Entry['data']): string | null {
  const { programId, week_number: week, day_number: day, title, task, count, timezone } = data;
  if (name.startsWith('progress/'))
    return week === undefined ? `${programId}` : `${programId}, week ${week} day ${day}`;
  if (name.startsWith('draft/')) return typeof title === 'string' && title !== '' ? `“${title}”` : null;
  if (name === 'timer/start') return (task as { title?: string } | null | undefined)?.title ?? null;
  if (count !== undefined) return String(count);
  return typeof timezone === 'string' ? timezone : null;
}
