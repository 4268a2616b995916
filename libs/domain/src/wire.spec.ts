import { facts, nine, past, thesis, work, shortBreak } from './testing/timer-story';
import { fromIso, fromWire, toIso, toWire } from './wire';

describe('the wire', () => {
  it('writes instants so that a person can read them', () =>
    expect(toWire({ startedAt: nine })).toEqual({ startedAt: '2026-01-05T09:00:00.000Z' }));

  it('knows an instant by its name, at any depth', () =>
    expect(toWire({ spans: [{ fromAt: nine, durationMs: 5 }], next: { laidOutAt: nine } })).toEqual({
      spans: [{ fromAt: '2026-01-05T09:00:00.000Z', durationMs: 5 }],
      next: { laidOutAt: '2026-01-05T09:00:00.000Z' },
    }));

  it('leaves alone what is no instant', () => {
    const plain = { title: 'At nine', durationMs: nine, endsAt: null, flags: [true, null, 3, 'text'], task: null };
    expect(toWire(plain)).toEqual(plain);
    expect(fromWire(plain)).toEqual(plain);
  });

  it.each([
    ['a start', facts.started(nine, { ...work, task: thesis })],
    ['a pause', facts.paused(past(10), 15)],
    ['a completion', facts.completed(past(25), shortBreak)],
    ['an unattended span', facts.unattended(nine, past(5))],
  ])('brings %s back as it was', (_, { data }) =>
    expect(fromWire(JSON.parse(JSON.stringify(toWire(data))))).toEqual(data),
  );

  it('keeps the millisecond', () => expect(fromIso(toIso(nine + 1))).toBe(nine + 1));

  it('does not touch what it was given', () => {
    const given = Object.freeze({ startedAt: nine });
    toWire(given);
    expect(given).toEqual({ startedAt: nine });
  });
});
