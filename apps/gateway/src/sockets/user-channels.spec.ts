import { SECOND, type Instant } from '@tidemark/domain';
import type { Bus } from '@tidemark/messaging';
import type { Connection } from './connection';
import { UserChannels } from './user-channels';

let clock: Instant;
let subscribed: string[];
let channels: UserChannels;

beforeEach(() => {
  clock = 0;
  subscribed = [];
  const bus = {
    subscribe: (subject: string) => {
      subscribed.push(subject);
      return { unsubscribe: () => subscribed.splice(subscribed.indexOf(subject), 1) };
    },
    flush: async () => undefined,
  };
  channels = new UserChannels(bus as unknown as Bus, () => clock);
});

const device = (userId: string) => ({ userId }) as Connection;

describe('the users of a gateway', () => {
  it('have one subscription each, whatever the number of their devices [G2]', () => {
    for (const connection of [device('ada'), device('ada'), device('bob')]) channels.join(connection);
    expect(subscribed).toEqual(['tidemark.evt.*.ada.>', 'tidemark.evt.*.bob.>']);
  });

  it('keep it for half a minute after the last device, so that a reload costs nothing', () => {
    const [phone, laptop] = [device('ada'), device('ada')];
    channels.join(phone);
    channels.join(laptop);
    channels.leave(phone);
    clock += 60 * SECOND;
    channels.sweep();
    channels.leave(laptop);
    clock += 30 * SECOND - 1;
    channels.sweep();
    expect([subscribed.length, channels.size]).toEqual([1, 1]);
    clock += 1;
    channels.sweep();
    expect([subscribed.length, channels.size]).toEqual([0, 0]);
  });

  it('keep it when they come back in time, and count anew after that', () => {
    const phone = device('ada');
    channels.join(phone);
    channels.leave(phone);
    clock += 29 * SECOND;
    channels.join(phone);
    clock += 29 * SECOND;
    channels.sweep();
    channels.leave(phone);
    clock += 29 * SECOND;
    channels.sweep();
    expect(subscribed).toHaveLength(1);
  });

  it('may leave twice, or without having come', () => {
    const phone = device('ada');
    channels.leave(phone);
    channels.join(phone);
    channels.leave(phone);
    clock += 10 * SECOND;
    channels.leave(phone);
    clock += 20 * SECOND;
    channels.sweep();
    expect(channels.size).toBe(0);
  });

  it('are asked about only while they are here', () => {
    const phone = device('ada');
    channels.join(phone);
    channels.join(device('bob'));
    channels.leave(phone);
    expect([...channels.occupied()].map(({ userId }) => userId)).toEqual(['bob']);
  });
});
