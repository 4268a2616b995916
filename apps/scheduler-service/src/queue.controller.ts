import { checked, Optional, Text, type JobsRetried, type QueuesStanding } from '@tidemark/contracts';
import { Rejection, Unavailable } from '@tidemark/domain';
import { taskSubject, type BusContext } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { JobBell } from './jobs/job-bell';
import { ResetBell } from './resets/reset-bell';

const ID_LENGTH_MAX = 200;

class RetryJobsDto {
  @Optional() @Text(1, ID_LENGTH_MAX) jobId?: string;
}

/** What ops ask about the bells. */
@Controller()
export class QueueController {
  constructor(
    private readonly jobs: JobBell,
    private readonly resets: ResetBell,
  ) {}

  /** Empty while Redis is away. */
  @MessagePattern(taskSubject('queue-standing'))
  async standing(): Promise<QueuesStanding> {
    const queues = await Promise.all([this.jobs.standing(), this.resets.standing()]);
    return { queues: queues.flatMap((queue) => queue ?? []) };
  }

  /** Ringing once too often does no harm: whether something is due stands in Postgres. */
  @MessagePattern(taskSubject('retry-jobs'))
  async retry(@Payload() asked: object, @Ctx() { caller }: BusContext): Promise<JobsRetried> {
    if (caller !== 'ops') throw new Rejection('auth/forbidden', `${caller} may not do this.`);
    const { jobId } = checked(RetryJobsDto, asked);
    const [jobs, resets] = await Promise.all([this.jobs.retry(jobId), this.resets.retry(jobId)]);
    if (jobs === undefined || resets === undefined) throw new Unavailable('Redis');
    const retried = jobs + resets;
    if (jobId !== undefined && retried === 0) throw new Rejection('job/not-found', 'There is no such failed job.');
    return { retried };
  }
}
