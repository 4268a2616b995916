import { Rejection } from '@tidemark/domain';
import { keptRefusal, refusalKept } from './kept-refusal';

describe('a refusal that is kept', () => {
  it.each([
    new Rejection('timer/not-running'),
    new Rejection('draft/another-active', 'Another one is active: Monday.', { active: { id: 'a', title: 'Monday' } }),
    new Rejection('draft/too-large', undefined, { bytes: 7, bytesMax: 6 }),
    new Rejection('timer/not-running', 'In other words.'),
  ])('is given again as it was: %s [I-06]', (refusal) => {
    const { code, message, details } = refusalKept(keptRefusal(refusal));
    expect({ code, message, details }).toEqual({ ...refusal, message: refusal.message, name: undefined });
  });

  it('is its code where the code says all', () =>
    expect(keptRefusal(new Rejection('timer/not-running'))).toBe('timer/not-running'));
});
