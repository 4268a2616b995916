import { newCorrelationId, traceStartOf } from './trace-start';

describe('the trace of a correlation id', () => {
  it('has the UUID without its dashes as its id, so that an event leads to it [O3]', () => {
    const { traceId, spanId } = traceStartOf('0195a3c4-1111-7222-8333-444455556666');
    expect(traceId).toBe('0195a3c4111172228333444455556666');
    expect(spanId).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is the same in every process, whatever the id looks like [O3]', () => {
    expect(traceStartOf('asked-by-hand')).toEqual(traceStartOf('asked-by-hand'));
    expect(traceStartOf('asked-by-hand').traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(traceStartOf('asked-by-hand')).not.toEqual(traceStartOf('asked-by-foot'));
  });
});

describe('a new correlation id', () => {
  it('is drawn where nobody traces', () => {
    expect(newCorrelationId()).toMatch(/^[0-9a-f-]{36}$/);
    expect(newCorrelationId()).not.toBe(newCorrelationId());
  });
});
