import type { Bus, Subscription } from './bus';
import { hintSubject } from './subjects';

/** Tells the relay of a schema, wherever it runs, that there is something to publish. Losing one costs a poll. */
export function hint(bus: Bus, schema: string): void {
  bus.publish(hintSubject(schema));
}

/** Calls back for every hint about this schema. */
export function onHint(bus: Bus, schema: string, wake: () => void): Subscription {
  return bus.subscribe(hintSubject(schema), wake);
}
