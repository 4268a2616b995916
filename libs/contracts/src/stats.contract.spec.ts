import { DailyStatsQueryDto, ResetsQueryDto, TimelineQueryDto } from './stats.contract';
import { InvalidRequest, checked } from './untrusted';

const noDates = ['2026-02-30', '2026-1-1', '21.11.2026', '2026-11-21T00:00:00Z', '', 5, null, undefined];

describe('questions about days', () => {
  it.each(noDates)('take no %p for a date [D7]', (date) => {
    expect(() => checked(DailyStatsQueryDto, { from: date, to: '2026-01-01' })).toThrow(InvalidRequest);
    expect(() => checked(DailyStatsQueryDto, { from: '2026-01-01', to: date })).toThrow(InvalidRequest);
    expect(() => checked(TimelineQueryDto, { date })).toThrow(InvalidRequest);
  });

  it.each([{ limit: 0 }, { limit: 201 }, { limit: '5' }, { limit: 1.5 }, { cursor: '' }, { page: 2 }])(
    'take no %p for a page of resets',
    (asked) => expect(() => checked(ResetsQueryDto, asked)).toThrow(InvalidRequest),
  );
});
