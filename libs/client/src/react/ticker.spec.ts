import { MINUTE, SECOND } from '@tidemark/domain';
import { TestClock } from '../testing/test-clock';
import { Ticker } from './ticker';

function ticking(fromAt: number, everyMs = SECOND) {
  const time = new TestClock();
  const ticker = new Ticker(
    () => time.trueTime(),
    (delayMs, work) => time.after(delayMs, work),
    { everyMs, fromAt },
  );
  const ticks: number[] = [];
  const end = ticker.listen(() => ticks.push(ticker.last()));
  ticks.length = 0;
  return { time, ticker, ticks, end };
}

describe('a ticker', () => {
  it('tells whole seconds of the server, each once, without drift [S5]', async () => {
    const { time, ticks } = ticking(0);
    const firstAt = Math.floor(time.trueTime() / SECOND) * SECOND + SECOND;
    for (let nth = 0; nth < 600; nth += 1) await time.pass(501);
    expect(ticks).toEqual(ticks.map((_, nth) => firstAt + nth * SECOND));
    expect(ticks).toHaveLength(300);
  });

  it('tells the seconds of a countdown exactly when they are over', async () => {
    const { time, ticks } = ticking(123);
    await time.pass(2 * SECOND);
    expect(ticks.map((at) => at % SECOND)).toEqual([123, 123]);
  });

  it('notices within a second that the device slept, however rare its ticks are', async () => {
    const { time, ticks } = ticking(0, 10 * MINUTE);
    time.sleep(11 * MINUTE);
    await time.pass(SECOND);
    expect(ticks).toHaveLength(1);
  });

  it('is silent once nobody listens, and goes on with whoever comes back', async () => {
    const { time, ticker, ticks, end } = ticking(0);
    end();
    await time.pass(5 * SECOND);
    expect(ticks).toEqual([]);
    ticker.listen(() => ticks.push(ticker.last()));
    ticks.length = 0;
    await time.pass(SECOND);
    expect(ticks).toHaveLength(1);
  });
});
