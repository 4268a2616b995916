import { randomBytes } from 'node:crypto';
import { beginningTrace } from '@tidemark/messaging';
import type { IdGenerator } from '@opentelemetry/sdk-trace-node';

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

/** Draws ids, but for the beginning of a trace that others must be able to find by its correlation id. */
export const traceIds: IdGenerator = {
  generateTraceId: () => beginningTrace()?.traceId ?? drawn(TRACE_ID_BYTES),
  generateSpanId: () => beginningTrace()?.spanId ?? drawn(SPAN_ID_BYTES),
};

function drawn(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
