import { randomUUID } from 'node:crypto';

import { commandSubject } from '@tidemark/messaging';

import type { StoryStack } from './story-stack';

const AT_ONCE = 100;

/** So many people whose day is under way, made the cheap way: by one command each, sent over the bus as gateways do. */
export async function busyPeople(story: StoryStack, count: number, timezone: string): Promise<readonly string[]> {
  const bus = await story.bus('gateway');
  const userIds = Array.from({ length: count }, () => randomUUID());
  const waiting = [...userIds];
  const begin = async () => {
    for (let userId = waiting.pop(); userId !== undefined; userId = waiting.pop()) {
      const given = { userId, commandId: randomUUID(), correlationId: randomUUID() };
      const wish = { name: 'configuration/timezone', ...given, data: { timezone } };
      const reply = await bus.request(commandSubject('day'), wish);
      if (!reply.ok) throw new Error(`A day did not begin: ${reply.error.message}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, begin));
  return userIds;
}
