import { Background, Database } from '@tidemark/service-kit';
import { Module } from '@nestjs/common';
import { deadLetterBox } from './dead-letter-box';
import { DeadLetterController } from './dead-letter.controller';
import { DeadLetters } from './dead-letters';
import { ErasureController } from './erasure.controller';
import { JobBell } from './jobs/job-bell';
import { JobRunner } from './jobs/job-runner';
import { JobSweep } from './jobs/job-sweep';
import { QueueController } from './queue.controller';
import { RedisConnection } from './redis';
import { ResetBell } from './resets/reset-bell';
import { ResetController } from './resets/reset.controller';
import { ResetFacts } from './resets/reset-facts';
import { ResetRun } from './resets/reset-run';
import { ResetSweep } from './resets/reset-sweep';
import { ResetTasks } from './resets/reset-tasks';
import { Standing } from './standing';

@Module({
  controllers: [ResetController, QueueController, DeadLetterController, ErasureController], // what ops ask for
  providers: [
    Database.in({ schema: 'scheduler', role: 'tidemark_scheduler' }), // what is to be done
    RedisConnection.provider, // what rings
    JobRunner, // who does it
    JobBell, // rung by BullMQ
    JobSweep, // rung by nobody, when Redis forgot
    ResetFacts, // whose day ends when
    ResetTasks,
    DeadLetters,
    deadLetterBox,
    ResetRun, // the same three for the ends of days
    ResetBell,
    ResetSweep,
    Standing, // what is seen of it all
    Background.of(ResetFacts, ResetSweep, ResetBell, JobSweep, JobBell),
  ],
})
export class AppModule {}
