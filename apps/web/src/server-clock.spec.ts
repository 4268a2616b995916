import { HOUR, type Instant } from '@tidemark/domain';
import { ServerClock } from './server-clock';

const noon = Date.parse('2026-11-21T12:00:00.000Z');

/** A question asked at noon by the device's clock, which is so far behind, over a path with these two delays. */
function sample(behindMs: number, thereMs: number, backMs: number, askedAt: Instant = noon) {
  return { askedAt, answeredAt: askedAt + thereMs + backMs, serverAt: askedAt + behindMs + thereMs };
}

describe('the server clock', () => {
  const clock = () => new ServerClock();

  it('trusts the device until it was told better', () => {
    expect(clock().at(noon)).toBe(noon);
    expect(clock().isMeasured).toBe(false);
  });

  it('is right on a device whose clock is hours wrong [S5]', () => {
    const measured = clock();
    measured.learn(sample(3 * HOUR, 20, 20));
    expect(measured.at(noon)).toBe(noon + 3 * HOUR);
  });

  it('believes the quickest answer, neither the first nor the latest', () => {
    const measured = clock();
    measured.learn(sample(1_000, 0, 900));
    measured.learn(sample(1_000, 10, 10));
    measured.learn(sample(1_000, 900, 0));
    expect(measured.at(noon)).toBe(noon + 1_000);
  });

  it('forgets what it knew when the clock of the device was moved', () => {
    const measured = clock();
    measured.learn(sample(0, 1, 1));
    measured.learn(sample(-HOUR, 400, 400, noon + HOUR));
    expect(measured.at(noon + HOUR)).toBe(noon);
  });

  it('lets old samples go, so that a quick one of long ago does not rule for ever', () => {
    const measured = clock();
    measured.learn(sample(0, 0, 0));
    for (let i = 0; i < 8; i += 1) measured.learn(sample(80, 5, 5));
    expect(measured.at(noon)).toBe(noon + 80);
  });

  it('ignores an answer that came before its question, and one without a time', () => {
    const measured = clock();
    measured.learn({ askedAt: noon, answeredAt: noon - 1, serverAt: noon });
    measured.learn({ askedAt: noon, answeredAt: noon + 1, serverAt: Number.NaN });
    expect(measured.isMeasured).toBe(false);
  });
});
