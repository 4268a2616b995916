import { HOUR, MINUTE } from '@tidemark/domain';
import { clockWatch } from './clock-watch';
import { metrics } from './metrics';
import { recordedLog } from './testing/recorded-log';

const nine = Date.parse('2026-11-21T09:00:00.000Z');

describe("a host whose clock is not the database's", () => {
  const watched = () => {
    const log = recordedLog();
    const host = { now: nine };
    const look = () => clock.looked?.(nine);
    const clock = clockWatch(log.logger, () => host.now);
    return { log, host, look };
  };

  it.each([
    ['ahead', HOUR],
    ['behind', -HOUR],
  ])('says once that it is an hour %s, and again when it is so again [F-37]', (_, skewMs) => {
    const { log, host, look } = watched();
    for (const now of [nine + skewMs, nine + skewMs, nine, nine + skewMs]) {
      host.now = now;
      look();
    }
    expect(log.entries()).toEqual([
      expect.objectContaining({ level: 'warn', skewMs }),
      expect.objectContaining({ level: 'warn', skewMs }),
    ]);
  });

  it('shows by how much, and is silent where it is little [F-37]', async () => {
    const { log, host, look } = watched();
    host.now = nine - MINUTE / 4;
    look();
    expect(log.lines).toEqual([]);
    const { values } = await metrics.clockSkewSeconds.get();
    expect(values).toEqual([{ labels: { reference: 'database' }, value: -15 }]);
  });
});
