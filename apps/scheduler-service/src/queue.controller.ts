import type { QueuesStanding } from '@tidemark/contracts';
import { taskSubject } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { JobBell } from './jobs/job-bell';
import { ResetBell } from './resets/reset-bell';

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
}
