import { HOUR } from '@tidemark/domain';
import { countStory } from './count-story';
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

describe('what made the count of a day [X6]', () => {
  const startsAt = Date.parse('2026-11-21T00:00:00.000Z');
  const frame = { localDate: '2026-11-21', startsAt, endsAt: startsAt + 24 * HOUR };
  const checkpoint = (checkpointType: string, hours: number) => {
    return {
      checkpointType,
      timestamp: new Date(startsAt + hours * HOUR).toISOString(),
      remainingSeconds: 0,
      version: 1,
    };
  };

  it('is work that was completed in it, and what was said of the count', () => {
    const pin = { kind: 'edit', at: startsAt + 10 * HOUR, words: 'Count set from 1 to 5', stream: 'day' } as const;
    const checkpoints = [
      checkpoint('WORK_COMPLETED', 11),
      checkpoint('SHORT_BREAK_COMPLETED', 10),
      checkpoint('WORK_COMPLETED', 9),
      checkpoint('WORK_COMPLETED', -1),
    ];
    const told = countStory(frame, checkpoints, [pin, { ...pin, stream: 'clock' }]);
    expect(told.map(({ words }) => words)).toEqual(['Work completed', 'Count set from 1 to 5', 'Work completed']);
  });
});
