import type { Examples } from './examples';

const form = { plate: 'UL-1', rooms: [{ name: 'Kitchen', soldAt: 5 }], toString: null };
const creating = { profileId: 'garage', data: form };
const saving = { id: 'first', data: form };
const broken: readonly object[] = [{}, { id: '' }, { id: 'a.b' }, { id: 7 }, { id: null }];
const ofOneDraft = { good: [{ id: 'first' }], bad: [...broken, { id: 'first', data: {} }] };

/** What may and may not be said of drafts. */
export const draftExamples: Examples = {
  'draft/create': {
    good: [
      creating,
      { ...creating, subjectId: null, title: '', deviceInfo: { model: 'X' } },
      { ...creating, data: {} },
    ],
    bad: [
      {},
      { data: {} },
      { profileId: 'garage' },
      { ...creating, profileId: '*' },
      { ...creating, data: [] },
      { ...creating, data: '{}' },
      { ...creating, data: null },
      { ...creating, subjectId: 7 },
      { ...creating, title: 'x'.repeat(501) },
      { ...creating, id: 'mine' },
      { ...creating, data: { ['x'.repeat(1_024)]: 1 } },
      { ...creating, data: { ['x'.repeat(600)]: { ['y'.repeat(600)]: 1 } } },
    ],
  },
  'draft/save': {
    good: [saving, { ...saving, title: 'Monday', baseRevision: 0, deviceInfo: null }],
    bad: [...broken, { id: 'first' }, { ...saving, baseRevision: -1 }, { ...saving, status: 'active' }],
  },
  'draft/patch': {
    good: [
      { id: 'first', data: { plate: null } },
      { ...saving, baseRevision: 7 },
    ],
    bad: [...broken, { id: 'first', data: null }, { ...saving, baseRevision: '7' }],
  },
  'draft/promote': {
    good: [{ id: 'first' }, { ...saving, baseRevision: 7 }],
    bad: [...broken, { id: 'first', data: null }, { id: 'first', title: 'Monday' }],
  },
  'draft/close': ofOneDraft,
  'draft/discard': ofOneDraft,
  'draft/recover': ofOneDraft,
  'draft/restore-version': {
    good: [
      { id: 'first', n: 1 },
      { id: 'first', n: 2, paths: ['/rooms', ''] },
    ],
    bad: [{ id: 'first' }, { id: 'first', n: 0 }, { id: 'first', n: '1' }, { id: 'first', n: 1, paths: ['rooms'] }],
  },
};
