import { csvLines } from './csv-lines';
import { readHistory } from './history-file';
import { exampleLog, plannedLog } from '../example-log';

describe('a history that is brought along [S7]', () => {
  it('is read from a table, with or without quotes', () => {
    const table =
      'Week;Day;Completed at;Intensity\r\n1;1;2026-05-03;Hard\r\n1;2;"2026-05-05T18:00:00+02:00";\r\n;;;\r\n';
    expect(readHistory(table)).toEqual({
      unread: [],
      sessions: [
        {
          week_number: 1,
          day_number: 1,
          completed: true,
          completed_at: '2026-05-03T12:00:00.000Z',
          intensity_rating: 'hard',
        },
        { week_number: 1, day_number: 2, completed: true, completed_at: '2026-05-05T16:00:00.000Z' },
      ],
    });
  });

  it('is read from what Tidemark tells itself', () => {
    const logs = [
      exampleLog(1, 1, { completed: true, completed_at: '2026-05-03T12:00:00.000Z' }),
      plannedLog(1, 2, '2026-05-05'),
    ];
    expect(readHistory(JSON.stringify({ programId: 'p', logs, revision: 3 })).sessions).toEqual([
      { week_number: 1, day_number: 1, completed: true, completed_at: '2026-05-03T12:00:00.000Z' },
      { week_number: 1, day_number: 2, completed: false, scheduled_date: '2026-05-05' },
    ]);
  });

  it('names what cannot be read, and leaves the rest to the server', () => {
    expect(readHistory('[{"week": 1}, {"week": 99999, "day": 1, "completed": "no"}]')).toEqual({
      unread: ['Entry 1 names no week and day.'],
      sessions: [{ week_number: 99_999, day_number: 1, completed: false }],
    });
    expect(readHistory('{"a": 1').unread).toEqual(['This is no JSON that can be read.']);
    expect(readHistory('week,day\n').unread).toEqual(['There is nothing in this file.']);
  });

  it('may have separators, quotes and lines in its cells', () =>
    expect(csvLines('a,b\n"1,5","say ""hi""\nthere"')).toEqual([
      ['a', 'b'],
      ['1,5', 'say "hi"\nthere'],
    ]));
});
