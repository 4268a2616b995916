import { Unavailable } from '@tidemark/domain';
import { Gathering } from './gathering';

const SIZE_MAX = 3;

/** Doubles numbers, together; refuses a turn that has a negative one in it. */
function doubling(failure = new Error('negative')) {
  const turns: (readonly number[])[] = [];
  const gathering = new Gathering<number, number>(SIZE_MAX, async (numbers) => {
    turns.push(numbers);
    if (numbers.some((number) => number < 0)) throw failure;
    return numbers.map((number) => number * 2);
  });
  return { turns, all: (numbers: readonly number[]) => Promise.allSettled(numbers.map((each) => gathering.add(each))) };
}

const done = (value: number) => ({ status: 'fulfilled', value });
const failed = { status: 'rejected', reason: expect.any(Error) as Error };

describe('what is asked for one by one', () => {
  it('is done together, but never more than fits, and each gets its own answer', async () => {
    const { turns, all } = doubling();
    expect(await all([1, 2, 3, 4])).toEqual([done(2), done(4), done(6), done(8)]);
    expect(turns).toEqual([[1, 2, 3], [4]]);
  });

  it('fails for itself only', async () => {
    const { turns, all } = doubling();
    expect(await all([1, -2, 3])).toEqual([done(2), failed, done(6)]);
    expect(turns).toEqual([[1, -2, 3], [1], [-2], [3]]);
  });

  it('is not tried one by one while nobody could be served', async () => {
    const { turns, all } = doubling(new Unavailable('The database'));
    expect(await all([1, -2, 3])).toEqual([failed, failed, failed]);
    expect(turns).toHaveLength(1);
  });
});
