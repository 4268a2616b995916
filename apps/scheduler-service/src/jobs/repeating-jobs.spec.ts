import { HOUR } from '@tidemark/domain';
import { nextExecutionAt, repeatingJobs } from './repeating-jobs';

describe('repeating jobs', () => {
  it('are each planned for a round instant that is still to come [D8]', () => {
    const noon = Date.parse('2026-01-05T12:00:00Z');
    for (const job of repeatingJobs) {
      expect(nextExecutionAt(job, noon - 1)).toBe(noon);
      expect(nextExecutionAt(job, noon)).toBe(noon + HOUR);
    }
  });

  it('look after checkpoints and drafts [T9] [F6]', () =>
    expect(repeatingJobs.map(({ taskType }) => taskType)).toEqual(['checkpoint_cleanup', 'draft_cleanup']));
});
