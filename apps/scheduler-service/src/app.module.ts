import { Background, Database } from '@tidemark/service-kit';
import { Module } from '@nestjs/common';
import { JobBell } from './jobs/job-bell';
import { JobRunner } from './jobs/job-runner';
import { JobSweep } from './jobs/job-sweep';
import { redis } from './redis';

@Module({
  providers: [
    Database.in({ schema: 'scheduler', role: 'tidemark_scheduler' }), // what is to be done
    redis, // what rings
    JobRunner, // who does it
    JobBell, // rung by BullMQ
    JobSweep, // rung by nobody, when Redis forgot
    Background.of(JobSweep, JobBell),
  ],
})
export class AppModule {}
