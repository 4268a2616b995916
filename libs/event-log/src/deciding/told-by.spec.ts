import { HOUR, SECOND } from '@tidemark/domain';
import type { Order } from './stream-type';
import { toldBy } from './told-by';

const noon = Date.parse('2026-01-05T12:00:00.000Z');
const recordedAt = noon + 2;
const order = (at?: number): Order => ({ userId: 'ada', streamId: 'counter-ada', commandId: 'c', hash: '', at });

describe('when a command was told, by what is recorded of it [I-06]', () => {
  it('is when its events happened, where it claimed nothing', () =>
    expect(toldBy(order(), noon, recordedAt)).toEqual({ at: noon, receivedAt: noon }));

  it('is when it was recorded, where it changed nothing', () =>
    expect(toldBy(order(), undefined, recordedAt)).toEqual({ at: recordedAt, receivedAt: recordedAt }));

  it('is what it claimed, and heard later, where it came late', () => {
    const late = { at: noon - HOUR, receivedAt: recordedAt };
    expect(toldBy(order(noon - HOUR), noon - HOUR, recordedAt)).toEqual(late);
    expect(toldBy(order(noon - HOUR), undefined, recordedAt)).toEqual(late);
  });

  it('is when it was heard, where it claimed a little more than that', () => {
    expect(toldBy(order(noon + SECOND), noon, recordedAt)).toEqual({ at: noon, receivedAt: noon });
    expect(toldBy(order(noon + SECOND), undefined, recordedAt)).toEqual({ at: recordedAt, receivedAt: recordedAt });
  });
});
