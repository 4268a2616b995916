import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { Bus } from '@tidemark/messaging';
import { BaseConfig } from './base-config';
import { Health } from './health';
import { LOGGER, type Logger } from './logger';

/** What a running service has in hand before its own module is made. */
export interface Kit<Config extends BaseConfig = BaseConfig> {
  readonly config: Config;
  readonly bus: Bus;
  readonly health: Health;
  readonly logger: Logger;
}

/** Gives the application module, and everything below it, the kit: its config class, Bus, Health and LOGGER. */
@Module({})
export class ServiceKit {
  static around(application: Type | DynamicModule, { config, bus, health, logger }: Kit): DynamicModule {
    const providers = [
      { provide: BaseConfig, useValue: config },
      { provide: config.constructor as Type<BaseConfig>, useValue: config },
      { provide: Bus, useValue: bus },
      { provide: Health, useValue: health },
      { provide: LOGGER, useValue: logger },
    ];
    return { module: ServiceKit, global: true, imports: [application], providers, exports: providers };
  }
}
