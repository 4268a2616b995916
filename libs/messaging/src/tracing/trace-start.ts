import { createHash, randomUUID } from 'node:crypto';
import { trace } from '@opentelemetry/api';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TRACE_ID_LENGTH = 32;
const SPAN_ID_LENGTH = 16;
const UUID_PARTS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** The first span of a trace. */
export interface TraceStart {
  readonly traceId: string;
  readonly spanId: string;
}

/**
 * Where the trace of a correlation id begins. A stored event names its correlation id, so whoever reads the log finds
 * the trace of the press behind it, and nothing more has to be stored: a UUID is the trace id, without its dashes.
 */
export function traceStartOf(correlationId: string): TraceStart {
  const hash = createHash('sha256').update(correlationId).digest('hex');
  const traceId = UUID.test(correlationId) ? correlationId.replaceAll('-', '') : hash.slice(0, TRACE_ID_LENGTH);
  return { traceId, spanId: hash.slice(-SPAN_ID_LENGTH) };
}

/** For a wish that came without one: it leads to the trace under way, where there is one. */
export function newCorrelationId(): string {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return traceId?.replace(UUID_PARTS, '$1-$2-$3-$4-$5') ?? randomUUID();
}
