import type { Examples } from './examples';

const at = '2026-01-05T09:00:00.000Z';

/** What may and may not be said to work clocks. */
export const sessionExamples: Examples = {
  'session/clock-in': { good: [{}], bad: [{ currentStatus: 'IN' }] },
  'session/clock-out': { good: [{}], bad: [{ entries: [] }] },
  'session/save': {
    good: [
      {},
      { currentStatus: 'IN', currentTheme: 'light', baseRevision: 0 },
      { entries: [{ id: 'a', timestamp: Date.parse(at), type: 'IN' }] },
    ],
    bad: [
      { currentStatus: 'AWAY' },
      { currentTheme: 'pink' },
      { baseRevision: -1 },
      { entries: {} },
      { entries: [null] },
      { entries: [{ id: 'a', type: 'IN' }] },
      { entries: [{ id: 'a b', timestamp: 1, type: 'IN' }] },
      { entries: [{ id: 'a', timestamp: '1', type: 'IN' }] },
      { entries: [{ id: 'a', timestamp: 1, type: 'BREAK' }] },
    ],
  },
  'session/clear': { good: [{}], bad: [{ date: '2026-01-05' }] },
  'session/add-entry': {
    good: [
      { timestamp: Date.parse(at), type: 'IN' },
      { id: 'mine', timestamp: Date.parse(at), type: 'IN' },
    ],
    bad: [{}, { timestamp: at, type: 'IN' }, { timestamp: 1.5, type: 'IN' }, { timestamp: 1, type: 'in' }],
  },
  'session/correct-entry': {
    good: [
      { id: 'a', timestamp: Date.parse(at) },
      { id: 'a', type: 'OUT' },
    ],
    bad: [{}, { id: '', type: 'OUT' }, { id: 'a', timestamp: null }, { id: 'a', type: 'PAUSE' }],
  },
  'session/remove-entry': { good: [{ id: 'a' }], bad: [{}, { id: 7 }, { id: 'a', type: 'IN' }] },
  'session/threshold': {
    good: [{ thresholdHours: 1 }, { thresholdHours: 24 }],
    bad: [{}, { thresholdHours: 0 }, { thresholdHours: 25 }, { thresholdHours: 1.5 }, { thresholdHours: '8' }],
  },
};
