import { clockErasing } from '../clock/work-clock-erasing';
import { dayErasing } from '../day/day-erasing';
import type { AnyEvent } from '../decider';
import { draftErasing } from '../draft/draft-erasing';
import { programErasing } from '../program/program-erasing';
import { timerErasing } from '../timer/timer-erasing';
import { accountErasing } from './account-erasing';
import type { Renamed } from './erasing';

const everyErasing: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  account: accountErasing,
  clock: clockErasing,
  day: dayErasing,
  draft: draftErasing,
  program: programErasing,
  timer: timerErasing,
};

/** What is left of an event of a stream of this category. Erasing it twice changes nothing more. */
export function erasedEvent<Event extends AnyEvent>(category: string, { type, data }: Event, renamed: Renamed): Event {
  const erase = everyErasing[category]?.[type] as ((data: object, renamed: Renamed) => object) | undefined;
  if (!erase) throw new Error(`Nobody knows what is personal in ${type} of ${category}`);
  return { type, data: erase(data, renamed) } as Event;
}
