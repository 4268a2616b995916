import { isProgramId, programIdOf, programName } from './program-names';
import { workoutsOfPlan } from './program-plan';

describe('the name of a program', () => {
  it.each([
    ['Spring marathon 2027', 'Spring-marathon-2027'],
    ['  Übung: Bein & Rücken ', 'Ubung-Bein-Rucken'],
    ['訓練', ''],
    ['a'.repeat(80), 'a'.repeat(64)],
  ])('%p is kept as %p', (name, id) => expect(programIdOf(name)).toBe(id));

  it('is read again from its id', () => {
    expect(programName('spring-marathon_2027')).toBe('Spring marathon 2027');
    expect(programName('--')).toBe('--');
    expect(['a', 'a b', ''].map(isProgramId)).toEqual([true, false, false]);
  });
});

describe('a plan', () => {
  it('has a date for every workout, in whole weeks', () => {
    const dates = (from: string) => workoutsOfPlan({ weeks: 2, weekdays: [4, 0, 0], from });
    expect(dates('2026-11-16').map(({ week, day, date }) => `${week}.${day} ${date}`)).toEqual([
      '1.1 2026-11-16',
      '1.2 2026-11-20',
      '2.1 2026-11-23',
      '2.2 2026-11-27',
    ]);
    expect(dates('2026-11-17')[0]).toMatchObject({ date: '2026-11-23' });
  });
});
