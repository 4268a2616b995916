import { roundsOf } from './rounds';
import { taskOf } from './start.hook';

describe('the way to the long break', () => {
  it.each([
    ['the first round', 'work', 1, 0, 'Long break after 4 rounds'],
    ['the break after it', 'short_break', 1, 1, 'Long break after 3 rounds'],
    ['the last round', 'work', 4, 3, 'Long break after this round'],
    ['the long break', 'long_break', 4, 4, 'The long break is yours'],
    ['the round after it', 'work', 5, 0, 'Long break after 4 rounds'],
  ] as const)('in %s', (_, type, round, done, words) =>
    expect(roundsOf(type, round, 4)).toEqual({ done, of: 4, words }),
  );
});

describe('a task', () => {
  it('is the same one under the same title [T10]', () => expect(taskOf('Write ').id).not.toBe(taskOf('Read').id));
  it('has an id that is short enough, whatever its title', () =>
    expect(taskOf('ü'.repeat(500)).id.length).toBeLessThanOrEqual(128));
});
