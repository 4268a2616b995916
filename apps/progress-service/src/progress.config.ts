import { BaseConfig } from '@tidemark/service-kit';

/** What the progress-service is told. */
export class ProgressConfig extends BaseConfig {}
