import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MS = 20;

/** Waits until the condition holds, by asking again and again; throws when the deadline passes first. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  deadlineMs = 10_000,
): Promise<void> {
  const endsAt = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > endsAt) throw new Error(`Waited ${deadlineMs} ms in vain until ${what}.`);
    await pause(PAUSE_MS);
  }
}
