import type { Tidemark } from '@tidemark/client';
import type { TimerView } from '@tidemark/domain';
import { noted, type UnattendedSpan } from './letters';

/**
 * Takes a stretch out in which nobody was there. A device that was asleep knows it but for some milliseconds, and only
 * what the server has noted can be taken out, so that it is asked first; without a network the device's word has to do.
 */
export async function takeOut(client: Pick<Tidemark, 'ask' | 'command'>, stretch: UnattendedSpan): Promise<void> {
  const told = await client.ask<TimerView>('/api/timer');
  client.command('timer/trim', (told.ok && noted(told.value.unattended, stretch)) || stretch);
}
