import type { Examples } from './examples';

const task = { id: 'task-1', title: 'Write the thesis' };
const at = '2026-01-05T09:00:00.000Z';

/** What may and may not be said to timers. */
export const timerExamples: Examples = {
  'timer/start': {
    good: [
      {},
      { sessionType: 'work', presetType: 'custom', durationSeconds: 1, task, replace: true },
      { durationSeconds: 86_400, task: null, replace: false },
      { sessionType: 'long_break', task: { id: 'x'.repeat(128), title: '' } },
    ],
    bad: [
      { sessionType: 'nap' },
      { sessionType: null },
      { sessionType: ['work'] },
      { presetType: 'medium' },
      { presetType: {} },
      { durationSeconds: 0 },
      { durationSeconds: -1 },
      { durationSeconds: 1.5 },
      { durationSeconds: 86_401 },
      { durationSeconds: '60' },
      { durationSeconds: null },
      { durationSeconds: [60] },
      { durationSeconds: Number.POSITIVE_INFINITY },
      { durationSeconds: Number.NaN },
      { replace: 'true' },
      { replace: 1 },
      { replace: null },
      { task: {} },
      { task: [] },
      { task: [task] },
      { task: 'task-1' },
      { task: { ...task, id: '' } },
      { task: { ...task, id: 7 } },
      { task: { ...task, id: 'x'.repeat(129) } },
      { task: { ...task, title: 'x'.repeat(501) } },
      { task: { ...task, title: null } },
      { task: { ...task, done: true } },
    ],
  },
  'timer/pause': { good: [{}], bad: [{ seconds: 1 }] },
  'timer/resume': { good: [{}], bad: [{ sessionId: 'x' }] },
  'timer/skip': { good: [{}], bad: [{ sessionType: 'work' }] },
  'timer/stop': { good: [{}], bad: [{ reason: 'lunch' }] },
  'timer/extend': {
    good: [{ seconds: 1 }, { seconds: 86_400 }],
    bad: [{}, { seconds: 0 }, { seconds: 86_401 }, { seconds: '60' }, { seconds: null }, { seconds: 0.5 }],
  },
  'timer/task': {
    good: [{ task }, { task: null }],
    bad: [{}, { task: [] }, { task: 'x' }, { task: { id: 'a' } }, { task: undefined }],
  },
  'timer/trim': {
    good: [{ sessionId: 'first', from: at, to: '2026-01-05T09:10:00.000Z' }],
    bad: [
      {},
      { sessionId: 'first', from: at },
      { sessionId: '', from: at, to: at },
      { sessionId: 'first', from: 0, to: at },
      { sessionId: 'first', from: '2026-02-30T09:00:00.000Z', to: at },
      { sessionId: 'first', from: at, to: null },
    ],
  },
};
