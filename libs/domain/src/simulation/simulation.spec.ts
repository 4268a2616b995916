import { Breach } from './breach';
import { noneYet, SOMETIMES } from './counters';
import { simulate } from './world';

const SEEDS = Number(process.env['TIDEMARK_SIMULATION_SEEDS'] ?? 1_000);
const FIRST_SEED = Number(process.env['TIDEMARK_SIMULATION_SEED'] ?? 1);
const STEPS = Number(process.env['TIDEMARK_SIMULATION_STEPS'] ?? 300);

describe('three devices, two services and everything that can go wrong', () => {
  it('keep what must hold, after every step [I-01] [I-02] [I-06] [I-11] [I-12] [I-13] [I-15] [I-21] [I-22]', () => {
    const total = noneYet();
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      const counters = explained(seed, () => simulate(seed, STEPS));
      for (const what of SOMETIMES) total[what] += counters[what];
    }
    // One seed alone, as when a failure is reproduced, need not show everything.
    if (SEEDS > 1) expect(SOMETIMES.filter((what) => total[what] === 0)).toEqual([]);
  });

  it('live the same life again with the same seed', () =>
    expect(simulate(FIRST_SEED, STEPS)).toEqual(simulate(FIRST_SEED, STEPS)));
});

function explained<Result>(seed: number, run: () => Result): Result {
  try {
    return run();
  } catch (failure) {
    const again = `TIDEMARK_SIMULATION_SEED=${seed} TIDEMARK_SIMULATION_SEEDS=1 TIDEMARK_SIMULATION_STEPS=${STEPS}`;
    const what = failure instanceof Breach ? failure.message : String(failure);
    throw new Error(`${what}\nSee it again: (cd libs/domain && ${again} npx jest simulation)`, { cause: failure });
  }
}
