import { Rejection } from '@tidemark/domain';
import { SpanKind } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { inSpan } from './in-span';
import { carrierHere, type TraceCarrier } from './trace-carrier';
import { newCorrelationId, traceStartOf } from './trace-start';
import { tracing } from './tracing';

const ID = '0195a3c4-1111-7222-8333-444455556666';
const finished = new InMemorySpanExporter();
const door = { name: 'a door', kind: SpanKind.SERVER };

beforeAll(() => new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(finished)] }).register());
beforeEach(() => void (tracing.isOn = true));
afterEach(() => {
  tracing.isOn = false;
  finished.reset();
});

const spans = () => finished.getFinishedSpans();

describe('a door', () => {
  it('is no more than the work behind it while nobody traces [O3]', () => {
    tracing.isOn = false;
    expect(inSpan(door, () => 'done')).toBe('done');
    expect(spans()).toEqual([]);
  });

  it('goes on with the trace of whoever called [O3]', async () => {
    await inSpan({ ...door, name: 'outer' }, () => inSpan({ ...door, name: 'inner', correlationId: ID }, () => 'done'));
    const [inner, outer] = spans();
    expect(inner?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
  });

  it('goes on with the trace that came with the message [O3]', async () => {
    let carrier: TraceCarrier | undefined;
    await inSpan({ ...door, name: 'far' }, () => void (carrier = carrierHere()));
    await inSpan({ ...door, name: 'near', carrier }, () => 'done');
    const [far, near] = spans();
    expect(near?.spanContext().traceId).toBe(far?.spanContext().traceId);
    expect(near?.parentSpanContext?.spanId).toBe(far?.spanContext().spanId);
  });

  it('goes on with the trace that began with the id of a stored event [O3]', async () => {
    await inSpan({ ...door, correlationId: ID }, () => 'done');
    expect(spans()[0]?.spanContext().traceId).toBe(traceStartOf(ID).traceId);
    expect(spans()[0]?.parentSpanContext?.spanId).toBe(traceStartOf(ID).spanId);
  });

  it('is linked to what caused it long ago, and is a trace of its own [O3]', async () => {
    let carrier: TraceCarrier | undefined;
    await inSpan({ ...door, name: 'winding' }, () => void (carrier = carrierHere()));
    await inSpan({ ...door, name: 'ringing', causedBy: carrier }, () => 'done');
    const [winding, ringing] = spans();
    expect(ringing?.links[0]?.context.spanId).toBe(winding?.spanContext().spanId);
    expect(ringing?.spanContext().traceId).not.toBe(winding?.spanContext().traceId);
  });

  it('tells the code of a refusal, and never its words, which may be about a person [O3]', async () => {
    const refused = inSpan(door, () => Promise.reject(new Rejection('timer/not-running', 'Anna has no timer.')));
    await expect(refused).rejects.toThrow('Anna');
    expect(spans()[0]?.attributes).toEqual({ 'tidemark.outcome': 'timer/not-running' });
    expect(JSON.stringify(spans()[0]?.events)).not.toContain('Anna');
    expect(spans()[0]?.status.code).toBe(0);
  });

  it('has failed where the work behind it met a bug [O3]', async () => {
    await expect(inSpan(door, () => Promise.reject(new Error('Anna again')))).rejects.toThrow();
    expect(spans()[0]?.status).toEqual({ code: 2, message: 'service/internal' });
  });
});

describe('a wish without a correlation id', () => {
  it('gets one that leads to the trace under way [O3]', async () => {
    let id = '';
    await inSpan(door, () => void (id = newCorrelationId()));
    expect(traceStartOf(id).traceId).toBe(spans()[0]?.spanContext().traceId);
  });
});
