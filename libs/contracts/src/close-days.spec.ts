import { CLOSED_TOGETHER_MAX } from './close-days';
import { screen } from './untrusted';

it('lets as many users as are closed together through the door of any request', () => {
  const userIds = Array.from({ length: CLOSED_TOGETHER_MAX }, (_, nth) => `user-${nth}`);
  expect(() => screen({ boundaryAt: '2026-11-21T00:00:00.000Z', userIds })).not.toThrow();
});
