import type { Bucket } from '../answers';
import { bellsOf, degreesOf, DIAL_RADIUS, placeOf } from './reset-dial';

const now = Date.parse('2026-11-21T12:00:00Z');
const bucket = (nextAt: string, users = 1): Bucket => {
  return { timezone: 'UTC', resetTime: '00:00', users, nextAt, isOverdue: false };
};
const distance = ({ x, y }: { readonly x: number; readonly y: number }) => Math.round(Math.hypot(x, y));

describe('a face of twenty-four hours', () => {
  it('has midnight at the top and noon at the bottom', () => {
    expect([degreesOf(Date.parse('2026-11-21T00:00:00Z')), degreesOf(now)]).toEqual([0, 180]);
    expect(degreesOf(-3_600_000)).toBe(345);
    expect(placeOf(0, 10).y).toBeCloseTo(-10);
    expect(placeOf(90, 10).x).toBeCloseTo(10);
  });

  it('shows bells at the same time side by side', () => {
    const bells = bellsOf([bucket('2026-11-22T00:00:00Z'), bucket('2026-11-22T00:00:00Z')], now);
    expect(distance(bells[0]!)).toBe(DIAL_RADIUS);
    expect(distance(bells[1]!)).toBeLessThan(DIAL_RADIUS - 5);
  });

  it('shows bells that are near on both sides of midnight side by side', () => {
    const bells = bellsOf([bucket('2026-11-21T23:55:00Z'), bucket('2026-11-22T00:05:00Z')], now);
    expect(distance(bells[1]!)).toBeLessThan(DIAL_RADIUS - 5);
  });

  it('tells what is overdue from what is near and what is not even today', () => {
    const times = ['2026-11-21T11:59:00Z', '2026-11-21T12:30:00Z', '2026-11-22T03:00:00Z', '2026-11-23T03:00:00Z'];
    const bells = bellsOf(
      times.map((at) => bucket(at)),
      now,
    );
    expect(bells.map(({ nearness }) => nearness)).toEqual(['overdue', 'soon', 'today', 'later']);
  });

  it('draws many people larger than few', () => {
    const [few, many] = bellsOf([bucket('2026-11-22T03:00:00Z', 1), bucket('2026-11-22T09:00:00Z', 1_000)], now);
    expect(many!.radius).toBeGreaterThan(few!.radius);
  });
});
