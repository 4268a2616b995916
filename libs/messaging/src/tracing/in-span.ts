import { refusalOf, type Refusal } from '@tidemark/contracts';
import {
  context,
  createContextKey,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Link,
  type Span,
  type SpanKind,
} from '@opentelemetry/api';
import type { TraceCarrier } from './trace-carrier';
import { traceStartOf, type TraceStart } from './trace-start';
import { tracing } from './tracing';

const FAILED_FROM = 500;
const BEGINNING = createContextKey('the ids with which a trace begins');

/** One of the few places where work enters a service or leaves it. Nothing in it says who a person is. */
export interface Door {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes?: Attributes;
  /** What came with the message: the trace goes on. */
  readonly carrier?: TraceCarrier;
  /** A trace begins here, and whoever meets this id later finds it. */
  readonly begins?: string;
  /** Met in the log, where no message leads here: the trace that began with this id goes on. */
  readonly correlationId?: string | null;
  /** What caused this some time ago: a trace of its own, with a link to that one. */
  readonly causedBy?: TraceCarrier;
}

/** Does the work, and tells whoever collects traces how long it took and how it ended. */
export function inSpan<Result>(door: Door, work: () => Promise<Result> | Result): Promise<Result> | Result {
  if (!tracing.isOn) return work();
  const around = contextOf(door);
  const span = spanOf(door, around);
  return context.with(trace.setSpan(around, span), async () => {
    try {
      return await work();
    } catch (error) {
      tellOutcome(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** For the generator of ids, which is asked when a span is made. */
export function beginningTrace(): TraceStart | undefined {
  return context.active().getValue(BEGINNING) as TraceStart | undefined;
}

/** A message says best where it comes from; then whoever called; then what stands in the log. */
function contextOf({ begins, carrier, causedBy, correlationId }: Door): Context {
  if (begins !== undefined || causedBy) return ROOT_CONTEXT;
  const here = carrier ? propagation.extract(context.active(), carrier) : context.active();
  if (typeof correlationId !== 'string' || trace.getSpanContext(here)) return here;
  return trace.setSpanContext(here, { ...traceStartOf(correlationId), traceFlags: TraceFlags.SAMPLED, isRemote: true });
}

function spanOf({ name, kind, attributes, begins, causedBy }: Door, around: Context): Span {
  const options = { kind, attributes, links: linksTo(causedBy) };
  const make = () => trace.getTracer('tidemark').startSpan(name, options, around);
  return begins === undefined ? make() : context.with(ROOT_CONTEXT.setValue(BEGINNING, traceStartOf(begins)), make);
}

function linksTo(carrier: TraceCarrier | undefined): Link[] {
  const cause = carrier && trace.getSpanContext(propagation.extract(ROOT_CONTEXT, carrier));
  return cause ? [{ context: cause }] : [];
}

/** An expected no is an outcome like any other. Messages of errors stay in the log, for they may repeat what was said. */
function tellOutcome(span: Span, error: unknown): void {
  const { code, status } = (error as { refusal?: Refusal }).refusal ?? refusalOf(error);
  span.setAttribute('tidemark.outcome', code);
  if (status >= FAILED_FROM) span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}
