import { BaseConfig } from '@tidemark/service-kit';

/** What the timer-service is told. */
export class TimerConfig extends BaseConfig {}
