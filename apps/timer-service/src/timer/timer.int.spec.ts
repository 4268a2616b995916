import { randomUUID } from 'node:crypto';
import { HOUR, MINUTE, SECOND } from '@tidemark/domain';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';

describe('the timer of somebody who went away', () => {
  let service: ServiceUnderTest;
  let user: string;

  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());
  beforeEach(() => {
    user = randomUUID();
  });

  it('has lost exactly the time that passed while it ran [T1, T7]', async () => {
    const started = await service.tell(user, 'start', { durationSeconds: 1500 });
    service.clock.pass(10 * MINUTE);
    const restored = await service.view(user);
    expect(restored).toMatchObject({ status: 'running', sessionId: started.sessionId, endsAt: started.endsAt });
    const lostMs = Date.parse(restored.serverTime) - Date.parse(started.startedAt!);
    expect(restored.remainingSeconds).toBe(Math.ceil((1500 * SECOND - lostMs) / SECOND));
  });

  it('is as it was when it was paused [T7]', async () => {
    await service.tell(user, 'start', { durationSeconds: 1500 });
    const paused = await service.tell(user, 'pause');
    service.clock.pass(3 * HOUR);
    expect(await service.view(user)).toMatchObject({
      status: 'paused',
      isPaused: true,
      remainingSeconds: paused.remainingSeconds,
      version: paused.version,
    });
  });

  it('was completed at its end, and the next session waits for its owner [T5, T7]', async () => {
    const started = await service.tell(user, 'start', { durationSeconds: 1500 });
    service.clock.pass(2 * HOUR);
    const restored = await service.view(user);
    expect(restored).toMatchObject({
      status: 'waiting',
      sessionType: 'short_break',
      lastSession: { sessionId: started.sessionId, ended: 'completed', endedAt: started.endsAt },
    });
    expect(await service.checkpointTypes(user)).toEqual(['WORK_COMPLETED', 'WORK_STARTED']);
  });

  it('goes on by itself when its owner is there [T5]', async () => {
    const started = await service.tell(user, 'start', { durationSeconds: 600 });
    service.clock.pass(599 * SECOND);
    await service.heartbeat(user);
    service.clock.pass(5 * SECOND);
    expect(await service.view(user)).toMatchObject({
      status: 'running',
      sessionType: 'short_break',
      startedAt: started.endsAt,
    });
  });

  it('is abandoned a day after the last sign of life, and not before [T7]', async () => {
    await service.tell(user, 'start', { durationSeconds: 1500 });
    await service.tell(user, 'pause');
    service.clock.pass(23 * HOUR);
    await service.heartbeat(user);
    service.clock.pass(23 * HOUR);
    expect((await service.view(user)).status).toBe('paused');
    service.clock.pass(2 * HOUR);
    expect(await service.view(user)).toMatchObject({ status: 'idle', lastSession: { ended: 'abandoned' } });
  });

  it('remembers for how long nobody was there, and lets it be trimmed [T12]', async () => {
    await service.tell(user, 'start', { durationSeconds: 3_600 });
    service.clock.pass(20 * MINUTE);
    await service.heartbeat(user);
    const { unattended, sessionId } = await service.view(user);
    expect(unattended).toHaveLength(1);
    const { from, to } = unattended[0]!;
    expect(Date.parse(to) - Date.parse(from)).toBeGreaterThanOrEqual(20 * MINUTE - SECOND);
    expect((await service.tell(user, 'trim', { sessionId, from, to })).unattended).toEqual([]);
  });

  it('answers a repeated key as it did the first time, whatever happened since [T3, I-06]', async () => {
    const key = { commandId: 'the-stop' };
    const nothing = await service.tell(user, 'stop', key);
    await service.tell(user, 'start', { commandId: 'the-start' });
    expect(await service.tell(user, 'stop', key)).toEqual(nothing);
    expect((await service.view(user)).status).toBe('running');

    const refused = service.tell(user, 'resume', { commandId: 'the-resume' });
    await expect(refused).rejects.toMatchObject({ code: 'timer/not-paused', details: { status: 'running' } });
    await service.tell(user, 'pause');
    await expect(service.tell(user, 'resume', { commandId: 'the-resume' })).rejects.toMatchObject({
      code: 'timer/not-paused',
      details: { status: 'running' },
    });
    await expect(service.tell(user, 'start', { commandId: 'the-start', replace: true })).rejects.toMatchObject({
      code: 'request/key-reused',
    });
  });
});
