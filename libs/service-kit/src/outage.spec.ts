import { Rejection, Unavailable } from '@tidemark/domain';
import { asOutage } from './outage';

const withCode = (code: string) => Object.assign(new Error('no'), { code });

describe('an error of the database', () => {
  it.each([
    withCode('ECONNREFUSED'),
    withCode('57P01'),
    withCode('08006'),
    withCode('53300'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated unexpectedly'),
  ])('is an outage where it is no fault of ours: %s', (error) => {
    expect(asOutage(error)).toEqual(expect.any(Unavailable));
  });

  it.each([withCode('23505'), withCode('42501'), withCode('22P02'), new TypeError('x'), new Rejection('a/b'), 'text'])(
    'stays what it is otherwise: %s',
    (error) => expect(asOutage(error)).toBe(error),
  );
});
