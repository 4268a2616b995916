import type * as dto from '@tidemark/contracts';
import { clockTimeOf } from '@tidemark/domain';
import { audited } from '@tidemark/service-kit';
import type { Access } from '../access/access';
import { settleLetter, type LetterWish } from '../dead-letters/settled-letter';
import { retryJobs } from '../schedule/jobs-retry';
import { runResets } from '../schedule/resets-run';
import type { Verifications } from './verifications';

export interface DeedParts {
  readonly access: Access;
  readonly verifications: Verifications;
}

/** Does one thing whose data were checked, in the name of an operator. */
type Doing = (data: object, operator: string) => Promise<object>;

/** Everything of the contract that changes something, by its name; each leaves its reason in the audit. */
export function doingsOf({ access, verifications }: DeedParts): Readonly<Record<string, Doing>> {
  const on = <Data extends object>(doing: (data: Data, operator: string) => Promise<object>) => doing as Doing;
  const settle = (action: LetterWish['action']) =>
    on(async ({ letter, reason }: dto.SettleLetterDeedDto, operator) => {
      const deed = { action: `dead-letter/${action}`, subject: letter, reason };
      return done(await inAudit(operator, deed, () => settleLetter(access, { action, letter, reason })));
    });
  const inAudit = <Result>(operator: string, deed: AuditedDeed, work: () => Promise<Result>) =>
    audited(access.audit(), { ...deed, actor: `operator/${operator}` }, work);

  return {
    'ops/verify': on(async (wanted: dto.VerifyDeedDto, operator) => verifications.begin(wanted, operator)),
    'ops/run-resets': on(async ({ timezone, resetTime: said, reason }: dto.RunResetsDeedDto, operator) => {
      const resetTime = clockTimeOf(said);
      const deed = { action: 'reset/run', subject: `${timezone} ${resetTime}`, reason };
      return done(await inAudit(operator, deed, () => runResets(access, { timezone, resetTime, reason })));
    }),
    'ops/retry-job': on(async ({ jobId, reason }: dto.RetryJobDeedDto, operator) => {
      const deed = { action: 'job/retry', subject: jobId, reason };
      return done(await inAudit(operator, deed, () => retryJobs(access, jobId)));
    }),
    'ops/retry-letter': settle('retry'),
    'ops/skip-letter': settle('skip'),
  };
}

type AuditedDeed = Omit<Parameters<typeof audited>[1], 'actor'>;

function done(result: object): object {
  return { done: true, result };
}
