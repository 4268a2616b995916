import type { Examples } from './examples';

const at = '2026-01-05T09:00:00.000Z';

/** What may and may not be said to days. */
export const dayExamples: Examples = {
  'configuration/set': {
    good: [
      {},
      { theme: 'light', workDuration: 1, longBreakInterval: 100, autoStartWork: false, soundEnabled: true },
      { timezone: 'Asia/Kathmandu', dailyResetTime: { hour: 23 } },
    ],
    bad: [
      { theme: 'pink' },
      { workDuration: 0 },
      { workDuration: '60' },
      { longBreakInterval: 101 },
      { autoStartBreak: 1 },
      { timezone: 'PST' },
      { dailyResetTime: '24:00' },
      { lastDailyReset: at },
    ],
  },
  'configuration/timezone': {
    good: [{ timezone: 'UTC' }, { timezone: 'America/Argentina/Buenos_Aires' }],
    bad: [{}, { timezone: 'utc' }, { timezone: '+02:00' }, { timezone: null }, { timezone: 'UTC', theme: 'dark' }],
  },
  'configuration/reset-time': {
    good: [{ dailyResetTime: 'midnight' }, { dailyResetTime: { hour: 0 } }, { dailyResetTime: '7:05' }],
    bad: [{}, { dailyResetTime: 7 }, { dailyResetTime: '7:5' }, { dailyResetTime: { hour: 24 } }],
  },
  'session-count/set': {
    good: [{ count: 0 }, { count: 1_000 }],
    bad: [{}, { count: -1 }, { count: 1_001 }, { count: 2.5 }, { count: '5' }, { count: null }],
  },
  'session-count/reset': { good: [{}], bad: [{ count: 0 }] },
};
