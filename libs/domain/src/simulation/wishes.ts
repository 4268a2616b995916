import { HOUR, MINUTE, SECOND, type Instant, type Told } from '../decider';
import type { TimerSettings } from '../settings';
import type { Timer, TimerCommand } from '../timer';
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

const LIKELIHOOD = { start: 5, replace: 2, pause: 5, resume: 5, skip: 2, stop: 4, extend: 2, task: 2, trim: 1 };

/** Something that a person might press, sensible or not. */
export function randomWish(chance: Chance, shown: Timer): Omit<Wish, 'commandId' | 'at'> {
  const kind = chance.weighted(LIKELIHOOD);
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
