import { register } from 'prom-client';
import { AskedGauge } from './asked-gauge';

const gauge = new AskedGauge('spec_depth', 'How deep a pond is.', ['pond']);
const shown = async () => {
  const { values } = await register.getSingleMetric('spec_depth')!.get();
  return values.map(({ labels, value }) => [labels['pond'], value]);
};

describe('a number that is asked for', () => {
  it('is what every reader says at the moment, and no memory of what was', async () => {
    const ponds = new Map([['mill', 2]]);
    gauge.ask(() => [...ponds].map(([pond, value]) => ({ labels: { pond }, value })));
    gauge.ask(async () => [{ labels: { pond: 'village' }, value: 1 }]);
    expect(await shown()).toEqual([
      ['mill', 2],
      ['village', 1],
    ]);
    ponds.clear();
    expect(await shown()).toEqual([['village', 1]]);
  });

  it('is left out where it cannot be read, and the others are shown', async () => {
    gauge.ask(() => Promise.reject(new Error('frozen over')));
    gauge.ask(() => {
      throw new Error('gone');
    });
    gauge.ask(() => new Promise(() => undefined));
    expect(await shown()).toEqual([['village', 1]]);
  });
});
