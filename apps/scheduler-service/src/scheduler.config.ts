import { RedisConfig } from '@tidemark/service-kit';

/** What the scheduler-service is told. */
export class SchedulerConfig extends RedisConfig {}
