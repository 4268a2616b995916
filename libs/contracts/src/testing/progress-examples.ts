import type { Examples } from './examples';

const at = '2026-01-05T09:00:00.000Z';
const workout = { programId: 'strong-in-12-weeks', week_number: 1, day_number: 1 };

/** What may and may not be said of progress. */
export const progressExamples: Examples = {
  'progress/complete': {
    good: [
      workout,
      { ...workout, completed_at: at, intensity_rating: 'perfect', scheduled_date: '2028-02-29', completed: false },
      { ...workout, week_number: 520, day_number: 7, completed: true },
    ],
    bad: [
      {},
      { ...workout, programId: undefined },
      { ...workout, programId: 'p.q' },
      { ...workout, programId: '*' },
      { ...workout, week_number: 0 },
      { ...workout, week_number: -1 },
      { ...workout, week_number: 521 },
      { ...workout, week_number: '1' },
      { ...workout, day_number: 8 },
      { ...workout, day_number: 1.5 },
      { ...workout, completed_at: '2026-02-30T10:00:00Z' },
      { ...workout, scheduled_date: '2026-02-29' },
      { ...workout, scheduled_date: null },
      { ...workout, intensity_rating: 'brutal' },
      { ...workout, completed: 1 },
    ],
  },
  'progress/intensity': {
    good: [{ ...workout, intensity_rating: 'easy' }],
    bad: [workout, { ...workout, intensity_rating: '' }, { ...workout, intensity_rating: null }],
  },
  'progress/schedule': {
    good: [
      { ...workout, scheduled_date: '2026-01-05' },
      { ...workout, scheduled_date: '2026-01-05', cascade: true },
    ],
    bad: [workout, { ...workout, scheduled_date: '2026-13-01' }, { ...workout, scheduled_date: at }],
  },
  'progress/exercises': {
    good: [
      { ...workout, exercise_logs: [] },
      { ...workout, exercise_logs: [{ name: 'Squat', sets: [{ reps: 5, weight: 102.5 }] }] },
    ],
    bad: [workout, { ...workout, exercise_logs: {} }, { ...workout, exercise_logs: ['Squat'] }],
  },
  'progress/bulk-sync': {
    good: [
      { programId: 'p', sessions: [{ week_number: 1, day_number: 1 }] },
      { programId: 'p', sessions: [{ week_number: -1 }, {}] },
    ],
    bad: [
      { programId: 'p' },
      { programId: 'p', sessions: [] },
      { programId: 'p', sessions: {} },
      { programId: 'p', sessions: [1] },
      { programId: 'p', sessions: Array.from({ length: 1_001 }, () => ({})) },
    ],
  },
};
