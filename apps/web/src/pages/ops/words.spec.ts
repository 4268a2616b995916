import { clockWords, countWords, idWords, momentWords, spanWords, typeWords, valueWords } from './words';

describe('what operators read', () => {
  it('has durations in the two largest units that say something', () => {
    expect([400, 61_000, 90_060_000, -3_600_000].map(spanWords)).toEqual(['a moment', '1 min 1 s', '1 d 1 h', '1 h']);
  });

  it('has instants as the logs have them', () => {
    expect(momentWords('2026-11-21T09:00:00.250Z')).toBe('2026-11-21 09:00:00');
    expect(clockWords('2026-11-21T09:00:00.250Z')).toBe('09:00:00');
  });

  it('has long ids short and types as words', () => {
    expect(idWords('timer-4d15d96b-9a39-4a14-8191-c3db2f035be1')).toBe('timer-4d15d96b…');
    expect(idWords('timer-anna')).toBe('timer-anna');
    expect(typeWords('DayRuleChanged')).toBe('Day rule changed');
    expect([countWords(1, 'person', 'people'), countWords(1204, 'person', 'people')]).toEqual([
      ...['1 person', '1,204 people'],
    ]);
  });

  it('has values without the brackets of machines', () => {
    expect(valueWords({ task: { id: 'a', title: 'Read' }, tags: [], at: null })).toBe(
      'task id a, title Read, tags none, at nothing',
    );
    expect([valueWords(5), valueWords('x'), valueWords(['a', 1])]).toEqual(['5', 'x', 'a, 1']);
  });
});
