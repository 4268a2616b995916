import { randomUUID } from 'node:crypto';
import { HOUR } from '@tidemark/domain';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { HistoryController } from './history.controller';

interface Page {
  readonly events: readonly { readonly type: string; readonly version: number }[];
  readonly nextAfter?: number;
}

describe('the history of a stream', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());

  const ask = (caller: string, userId: string, name: string, data: object) => {
    const envelope = { name: `history/${name}`, userId, correlationId: 'spec', data };
    return service.app.get(HistoryController).query(envelope, { subject: '', caller });
  };

  it('is told event by event from any version on', async () => {
    const user = randomUUID();
    for (const verb of ['start', 'pause', 'resume']) await service.tell(user, verb);
    const page = (await ask('progress-service', user, 'events', { streamId: `timer-${user}`, after: 1 })) as Page;
    expect(page).toMatchObject({
      events: [
        { type: 'SessionPaused', version: 2, schemaVersion: 1, data: { sessionId: expect.any(String) as string } },
        { type: 'SessionResumed', version: 3 },
      ],
    });
    expect(page.nextAfter).toBeUndefined();
  });

  it('is told to nobody but the services that make something of it, and of nobody but the one asked about', async () => {
    const user = randomUUID();
    await service.tell(user, 'start');
    const asked = { streamId: `timer-${user}`, after: 0 };
    await expect(ask('gateway', user, 'events', asked)).rejects.toMatchObject({ code: 'auth/forbidden' });
    await expect(ask('ops', user, 'events', { ...asked, after: -1 })).rejects.toMatchObject({
      mistakes: [{ path: 'after', rule: 'min' }],
    });
    expect(await ask('ops', randomUUID(), 'events', asked)).toEqual({ events: [] });
  });

  it('stands where everything that is over by now is recorded', async () => {
    const user = randomUUID();
    await service.tell(user, 'start', { durationSeconds: 60 });
    service.clock.pass(2 * HOUR);
    const { streams } = (await ask('progress-service', user, 'standing', {})) as { streams: Record<string, number> };
    expect(streams[`timer-${user}`]).toBeGreaterThanOrEqual(2);
    expect(streams[`timer-${user}`]).toBe((await service.view(user)).version);
    expect(streams[`day-${user}`]).toBeGreaterThanOrEqual(1);
  });
});
