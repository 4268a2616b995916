import type { SyncStatus } from '@tidemark/client';
import { lightWords } from './light-words';

const live: SyncStatus = {
  account: 'signed-in',
  userId: 'u-1',
  link: 'live',
  isLeader: true,
  isKept: true,
  pending: 0,
  refused: 0,
  light: 'green',
};

describe('the words beside the light [F7]', () => {
  it.each([
    ['everything is on the server', {}, 'Live'],
    ['something is on its way', { pending: 1 }, 'Saving · 1 change waits'],
    ['there is no connection', { link: 'offline' }, 'Offline'],
    ['there is no connection and something waits', { link: 'offline', pending: 3 }, 'Offline · 3 changes wait'],
    ['something was refused', { refused: 1, pending: 2 }, '1 change refused'],
    ['this device has no room', { isKept: false, pending: 1 }, 'Not saved on this device'],
    ['nothing was read yet', { account: 'loading', link: 'offline' }, ''],
    ['nobody is signed in', { account: 'signed-out', userId: null, link: 'offline' }, 'Ready'],
    ['a sign-in has ended', { account: 'signed-out', link: 'offline' }, 'Logged out'],
    [
      'a sign-in has ended and something waits',
      { account: 'signed-out', link: 'offline', pending: 1 },
      'Logged out · 1 change waits',
    ],
  ] as const)('when %s', (_, status, words) => expect(lightWords({ ...live, ...status })).toBe(words));
});
