import { context, propagation } from '@opentelemetry/api';
import type { MsgHdrs } from 'nats';
import { tracing } from './tracing';

/** By the W3C's name of it, so that other services and tools understand it too. */
const TRACE_HEADER = 'traceparent';

/** What a message or a job takes along of the trace that it belongs to. */
export interface TraceCarrier {
  readonly [TRACE_HEADER]: string;
}

/** What to give along from here; nothing where nobody traces. */
export function carrierHere(): TraceCarrier | undefined {
  if (!tracing.isOn) return undefined;
  const carrier: { [TRACE_HEADER]?: string } = {};
  propagation.inject(context.active(), carrier);
  const { traceparent } = carrier;
  return traceparent === undefined ? undefined : { traceparent };
}

/** What came with a message; nothing where nobody traces. */
export function carrierIn(headers: MsgHdrs | undefined): TraceCarrier | undefined {
  const traceparent = tracing.isOn ? headers?.get(TRACE_HEADER) : undefined;
  return traceparent ? { traceparent } : undefined;
}

/** Gives it along with a message. */
export function carry(headers: MsgHdrs, carrier: TraceCarrier | undefined): MsgHdrs {
  if (carrier) headers.set(TRACE_HEADER, carrier[TRACE_HEADER]);
  return headers;
}
