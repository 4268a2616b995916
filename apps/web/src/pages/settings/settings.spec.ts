import type { Entry } from '@tidemark/client';
import { HOUR } from '@tidemark/domain';
import { minutesText, typedSeconds } from './durations';
import { refusalsByField } from './refusals';

describe('values', () => {
  it('of time are minutes on the page and seconds elsewhere', () => {
    expect([1_500, 90, 1].map(minutesText)).toEqual(['25', '1.5', '0.02']);
    expect(['25', '1,5', ' 0 ', 'x', ''].map(typedSeconds)).toEqual([1_500, 90, 0, null, null]);
  });

  it('that were refused are told beside their field, in the words of the server', () => {
    const details = [{ path: 'workDuration', rule: 'max', message: 'workDuration must not be greater than 86400' }];
    const entry: Entry = {
      ...{ key: 'k', userId: 'u', order: 1, lane: 'person', name: 'configuration/set' },
      ...{ data: { workDuration: 90_000 }, happenedAt: HOUR, isTimed: true, holdMs: 0, slot: null },
    };
    const refused = { ...entry, refusal: { code: 'request/invalid', message: 'No.', details } };
    expect(refusalsByField([refused])).toEqual({
      workDuration: { key: 'k', message: details[0]?.message, value: 90_000 },
    });
    const vague = { ...entry, refusal: { code: 'day/at-out-of-range', message: 'Too late.' } };
    expect(refusalsByField([vague])).toEqual({ workDuration: { key: 'k', message: 'Too late.', value: 90_000 } });
  });
});
