import { io, type Socket } from 'socket.io-client';

import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;
let socket: Socket;

beforeAll(async () => {
  story = await startStory();
}, STACK_MS);
afterAll(async () => {
  socket?.disconnect();
  await story?.close();
}, STACK_MS);

describe('days, as docs/guide/days.md tells of them', () => {
  it('are set, counted, told and looked up [D1] [D3] [D6] [D9]', async () => {
    const [address] = story.addresses;
    const { token } = await Person.guest(address);

    // #region call
    async function call<Body>(method: string, path: string, body?: object): Promise<Body> {
      const response = await fetch(address + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      return (await response.json()) as Body;
    }
    // #endregion

    // #region configure
    interface Configuration {
      readonly timezone: string;
      readonly dailyResetTime: 'midnight' | { readonly hour: number } | string;
      readonly workDuration: number;
      readonly nextResetAt: string;
      readonly reset?: { readonly resetType: string; readonly previousCount: number };
    }
    const configured = await call<Configuration>('PUT', '/api/configuration', {
      timezone: 'Europe/Berlin',
      dailyResetTime: '04:30',
      workDuration: 3_000,
    });
    // #endregion
    expect(configured).toMatchObject({ timezone: 'Europe/Berlin', dailyResetTime: '04:30', workDuration: 3_000 });

    // #region listen
    let count = 0;
    let today: string | undefined;
    socket = io(address, { transports: ['websocket'], auth: { token } });
    socket.on('session_count_update', (told) => (count = told.count));
    socket.on('daily_reset', ({ localDate }) => (today = localDate));
    // #endregion
    await eventually(() => expect(socket.connected).toBe(true));

    // #region count
    await call('PUT', '/api/session-count', { count: 3 });
    // #endregion
    await eventually(() => expect(count).toBe(3));
    expect(today).toBeUndefined();

    // #region ahead
    interface Upcoming {
      readonly items: readonly { readonly localDate: string; readonly resetAt: string }[];
    }
    const { items: nights } = await call<Upcoming>('GET', '/api/configuration/upcoming-resets?n=3');
    // #endregion
    expect(nights).toHaveLength(3);
    expect(nights[0]?.resetAt).toBe(configured.nextResetAt);

    // #region back
    interface Day {
      readonly date: string;
      readonly workSessionsCompleted: number;
      readonly totalWorkSeconds: number;
      readonly lengthSeconds: number;
      readonly final: boolean;
    }
    const { localDate } = await call<{ localDate: string }>('GET', '/api/session-count');
    const days = await call<{ items: Day[] }>('GET', `/api/stats/daily?from=${localDate}&to=${localDate}`);
    // #endregion
    expect(days.items).toMatchObject([{ date: localDate, workSessionsCompleted: 0, final: false }]);
  });
});
