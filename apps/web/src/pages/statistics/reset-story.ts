import type { ResetView } from '@tidemark/domain';
import { sessionsInWords } from './stats-words';

/** Why a count began anew, and what it was before [D6]. */
export function resetWords({
  resetType,
  context,
  previousCount,
}: Pick<ResetView, 'resetType' | 'context' | 'previousCount'>): string {
  const before = `after ${sessionsInWords(previousCount)}`;
  if (resetType === 'manual_reset') return `You set the count back to 0, ${before}`;
  if (resetType === 'timezone_change') return `The day began with your new zone, ${before}`;
  if (resetType === 'configuration_change') return `The day began with your new reset time, ${before}`;
  const late = context === 'catch_up' ? ' while nobody was here' : '';
  return `The day began${late}, ${before} the day before`;
}
