import type { Instant } from '@tidemark/domain';

/** All whose day ends at the same instant by the same rule: they share one bell. */
export interface ResetBucket {
  readonly timezone: string;
  /** As a clock shows it: `07:00`. */
  readonly resetTime: string;
  readonly boundaryAt: Instant;
}

/** The same bucket has the same name in every process, so that its bell is wound up once; BullMQ allows no colon. */
export function nameOf({ timezone, resetTime, boundaryAt }: ResetBucket): string {
  return `${timezone}@${resetTime.replace(':', '')}@${boundaryAt}`;
}

/** A reset time in the form that readers of `scheduled_tasks` know; nothing fires by it. */
export function cronExpressionOf(resetTime: string): string {
  const [hour, minute] = resetTime.split(':').map(Number);
  return `${minute} ${hour} * * *`;
}
