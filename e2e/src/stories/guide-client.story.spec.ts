import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';

import { eventually } from '../kit/eventually';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;

beforeAll(async () => {
  story = await startStory();
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

describe('a client, as docs/guide/http-and-sockets.md tells it', () => {
  it('signs in, starts, listens, presses, asks again, and finds what it missed [G1] [T1] [I-06]', async () => {
    const [address] = story.addresses;

    // #region sign-in
    async function post<Body>(path: string, body: object, headers: Record<string, string> = {}): Promise<Body> {
      const response = await fetch(address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Body;
    }

    interface Tokens {
      readonly userId: string;
      readonly accessToken: string;
      readonly expiresIn: number;
      readonly refreshToken: string;
    }
    const guest = await post<Tokens>('/api/auth/guest', { timezone: 'Europe/Berlin' });
    // #endregion
    expect(guest).toMatchObject({ userId: expect.any(String), expiresIn: 900 });

    // #region refresh
    const { accessToken } = await post<Tokens>('/api/auth/refresh', { refreshToken: guest.refreshToken });
    // #endregion

    // #region start
    interface Timer {
      readonly status: 'idle' | 'waiting' | 'running' | 'paused';
      readonly endsAt: string | null;
      readonly revision: number;
    }
    const headers = { authorization: `Bearer ${accessToken}`, 'idempotency-key': randomUUID() };
    const started = await post<Timer>('/api/timer/start', { durationSeconds: 1_500 }, headers);
    // #endregion
    expect(started).toMatchObject({ status: 'running', durationSeconds: 1_500 });

    // #region retry
    const again = await post<Timer>('/api/timer/start', { durationSeconds: 1_500 }, headers);
    // #endregion
    expect(again).toEqual(started);
    expect(await post('/api/timer/start', { durationSeconds: 60 }, headers)).toMatchObject({
      error: { code: 'request/key-reused' },
    });

    // #region listen
    let timer: Timer | null = null;

    function take(heard: Timer | null): void {
      if (heard && heard.revision >= (timer?.revision ?? 0)) timer = heard;
    }

    const socket = io(address, {
      transports: ['websocket'],
      auth: (show) => show({ token: accessToken, deviceId: 'kitchen', revisions: { timer: timer?.revision ?? 0 } }),
    });
    socket.on('snapshot', (snapshot) => take(snapshot.timer));
    socket.on('changed', ({ kind, state }) => kind === 'timer' && take(state));
    // #endregion
    await eventually(() => expect(timer).toMatchObject({ status: 'running', endsAt: started.endsAt }));

    // #region press
    const press = { name: 'timer/pause', commandId: randomUUID(), data: {} };
    const answer = await socket.timeout(5_000).emitWithAck('command', press);
    if (!answer.ok) throw new Error(answer.error.message);
    take(answer);
    // #endregion
    expect(timer).toMatchObject({ status: 'paused' });

    socket.disconnect();
    await post('/api/timer/resume', {}, { authorization: headers.authorization });
    socket.connect();
    await eventually(() => expect(timer).toMatchObject({ status: 'running' }));

    // #region heartbeat
    const life = await socket.timeout(5_000).emitWithAck('heartbeat', { revisions: { timer: 0 } });
    take(life.missed.timer ?? null);
    // #endregion
    expect(life).toMatchObject({ ok: true, missed: { timer: { status: 'running' } } });
    socket.close();
  });
});
