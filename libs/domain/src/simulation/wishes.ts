import { HOUR, MINUTE, SECOND, type Instant, type Told } from '../decider';
import type { TimerSettings } from '../timer/settings';
import type { Timer, TimerCommand } from '../timer/timer-words';
import type { Chance } from './chance';

/** What the service adds to a wish before it can be decided. */
export interface Given extends Told {
  readonly newId: string;
  readonly settings: TimerSettings;
}

/** A command on its way, as a device words it. */
export interface Wish {
  readonly type: TimerCommand['type'];
  /** None for what the service tells itself. */
  readonly commandId: string | null;
  readonly at: Instant | undefined;
  command(given: Given): TimerCommand;
}

const SENSELESS = { start: 1, replace: 1, pause: 1, resume: 1, skip: 1, stop: 1, extend: 1, task: 1, trim: 1 };
const LIKELIHOOD: Readonly<Record<Timer['status'], typeof SENSELESS>> = {
  idle: { ...SENSELESS, start: 20, stop: 3 },
  waiting: { ...SENSELESS, start: 12, skip: 5, stop: 5 },
  running: { ...SENSELESS, pause: 8, stop: 8, extend: 3, skip: 3, trim: 3, replace: 3 },
  paused: { ...SENSELESS, resume: 15, stop: 3 },
};

/** Something that a person might press, sensible or not. */
export function randomWish(chance: Chance, shown: Timer): Omit<Wish, 'commandId' | 'at'> {
  const kind = chance.weighted(LIKELIHOOD[shown.status]);
  const short = chance.happens(0.3) ? chance.pick([SECOND, MINUTE, 26 * HOUR]) : undefined;
  const task = chance.pick([null, { id: 'a', title: 'A' }, { id: 'b', title: 'B' }]);
  const span = shown.unattended.at(-1) ?? { sessionId: 'none', fromAt: 0, toAt: 1 };
  const middle = Math.floor((span.fromAt + span.toAt) / 2);
  switch (kind) {
    case 'start':
      return wish('StartSession', (given) => ({ ...fresh(given), durationMs: short }));
    case 'replace':
      return wish('StartSession', (given) => ({ ...fresh(given), durationMs: short, task, replace: true }));
    case 'pause':
      return wish('PauseSession', () => ({}));
    case 'resume':
      return wish('ResumeSession', () => ({}));
    case 'skip':
      return wish('SkipSession', fresh);
    case 'stop':
      return wish('StopSession', () => ({}));
    case 'extend':
      return wish('ExtendSession', () => ({ addedMs: short ?? 5 * MINUTE }));
    case 'task':
      return wish('SelectTask', () => ({ task }));
    case 'trim':
      return wish('TrimUnattended', () => ({ ...span, fromAt: middle }));
  }
}

/** A device shows life again. */
export function returnNoted(lastSeenAt: Instant): Wish {
  return { ...wish('NoteReturn', () => ({ lastSeenAt })), commandId: null, at: undefined };
}

function fresh({ newId, settings }: Given) {
  return { sessionId: newId, settings };
}

function wish(type: TimerCommand['type'], says: (given: Given) => object): Omit<Wish, 'commandId' | 'at'> {
  const command = (given: Given) =>
    ({ type, at: given.at, receivedAt: given.receivedAt, ...says(given) }) as TimerCommand;
  return { type, command };
}
