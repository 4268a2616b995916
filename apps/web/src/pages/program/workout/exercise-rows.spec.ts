import { emptyRow, logsOf, rowsOf } from './exercise-rows';

describe('exercises', () => {
  it('are typed as text and kept as numbers where they are numbers', () => {
    const row = { ...emptyRow, exercise: ' Squat ', sets: '3', reps: '8-10', weight: '62,5' };
    expect(logsOf([row, emptyRow])).toEqual([{ exercise: 'Squat', sets: 3, reps: '8-10', weight: 62.5 }]);
  });

  it('keep whatever else was logged with them', () => {
    const logs = [{ exercise: 'Row', sets: 3, tempo: '2-0-2', detail: { left: 1 } }, { sets: [8, 8] }];
    expect(logsOf(rowsOf(logs))).toEqual(logs);
  });
});
