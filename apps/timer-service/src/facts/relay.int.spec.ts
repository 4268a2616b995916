import { randomUUID } from 'node:crypto';
import { EventLog, Relay } from '@tidemark/event-log';
import { until } from '@tidemark/local-infra';
import { Bus, hint, onHint } from '@tidemark/messaging';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';

describe('the relay among several instances', () => {
  let service: ServiceUnderTest;
  let relay: Relay;
  let bus: Bus;
  let hints = 0;

  beforeAll(async () => {
    service = await ServiceUnderTest.start();
    [relay, bus] = [service.app.get(Relay), service.app.get(Bus)];
    onHint(bus, 'timer', () => (hints += 1));
    const { lanes } = service.app.get(EventLog);
    await until('it leads every lane', () => relay.lanes.size === lanes);
  }, START_MAX_MS);
  afterAll(() => service.close(), START_MAX_MS);

  it('tells nobody of a commit that it publishes itself', async () => {
    await service.tell(randomUUID(), 'start');
    await bus.flush();
    expect(hints).toBe(0);
  });

  it('tells the others at once of a commit in a lane that one of them leads', async () => {
    await relay.stop();
    await service.tell(randomUUID(), 'start');
    await until('the others are told', () => hints > 0);
    await relay.start();
  });

  it('goes to work when it is told', async () => {
    const nudge = jest.spyOn(relay, 'nudge');
    hint(bus, 'timer');
    await until('it heard', () => nudge.mock.calls.length > 0);
  });
});
