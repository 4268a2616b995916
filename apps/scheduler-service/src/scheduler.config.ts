import { Env, RedisConfig } from '@tidemark/service-kit';
import { IsInt, Max, Min } from 'class-validator';

const SWEEP_SECONDS_MAX = 3_600;

/** What the scheduler-service is told. */
export class SchedulerConfig extends RedisConfig {
  @Env('TIDEMARK_SWEEP_SECONDS', {
    description: 'How often the scheduler looks for what is due and was not rung for.',
    default: '30',
  })
  @IsInt()
  @Min(1)
  @Max(SWEEP_SECONDS_MAX)
  sweepSeconds!: number;
}
