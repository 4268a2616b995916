import fc from 'fast-check';
import { registry } from '@tidemark/contracts';

const names = registry.flatMap(({ commands }) => commands.map(({ name }) => name));
const fields = [
  ...['sessionType', 'durationSeconds', 'task', 'replace', 'seconds', 'from'],
  ...['count', 'timezone', 'dailyResetTime', 'theme', 'workDuration', 'soundEnabled'],
  ...['commandId', 'at', '__proto__'],
];

const value = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null));

/** Anything that JSON can say, with a liking for the names that we know. */
export const body = fc.oneof(
  value,
  fc.dictionary(fc.oneof(fc.constantFrom(...fields), fc.string()), value, { maxKeys: 6 }),
);

/** What a client might take for a command. */
export const message = fc.oneof(
  value,
  fc.record(
    { name: fc.oneof(fc.constantFrom(...names), value), data: body, commandId: value, at: value },
    { requiredKeys: [] },
  ),
);
