import { Unavailable } from '@tidemark/domain';
import { WrittenTogether } from './written-together';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Writes slowly enough for others to come meanwhile, and refuses what the spec says. */
function writer(refuse: (rows: readonly number[]) => void = () => undefined) {
  const written: (readonly number[])[] = [];
  const together = new WrittenTogether<number>(async (rows) => {
    await new Promise(setImmediate);
    refuse(rows);
    written.push(rows);
  });
  return { written, together };
}

describe('rows that are written together', () => {
  it('go with all that came in the same moment, and never with too many', async () => {
    const { written, together } = writer();
    await Promise.all(upTo(600).map((row) => together.add(row)));
    expect(written.map((rows) => rows.length)).toEqual([256, 256, 88]);
    expect(written.flat()).toEqual(upTo(600));
  });

  it('wait for those that are being written', async () => {
    const { written, together } = writer();
    await together.add(1);
    await together.add(2);
    expect(written).toEqual([[1], [2]]);
  });

  it('are not refused for the sake of one of them [F-29]', async () => {
    const { written, together } = writer((rows) => {
      if (rows.includes(2)) throw new Error('two');
    });
    const outcomes = await Promise.allSettled(upTo(4).map((row) => together.add(row)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(written).toEqual([[1], [3], [4]]);
  });

  it('are not tried one by one while the database is gone', async () => {
    let tries = 0;
    const { together } = writer(() => {
      tries += 1;
      throw new Unavailable('The database');
    });
    await Promise.allSettled(upTo(4).map((row) => together.add(row)));
    expect(tries).toBe(1);
  });
});
