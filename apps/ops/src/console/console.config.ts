import { BaseConfig } from '@tidemark/service-kit';

/** What every service is told is all that the console needs. */
export class ConsoleConfig extends BaseConfig {}
