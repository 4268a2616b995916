import { Module, type DynamicModule } from '@nestjs/common';
import { TidemarkModule } from '@tidemark/service-client';
import { BadgeController } from './badge.controller';
import { BadgeListener } from './badge.listener';
import { BadgeShelf } from './badge-shelf';
import { ForgettingListener } from './forgetting.listener';
import { settingsIn } from './settings';

@Module({})
export class AppModule {
  static from(environment: NodeJS.ProcessEnv): DynamicModule {
    const { natsUrl, secret, postgresUrl } = settingsIn(environment);
    return {
      module: AppModule,
      // #region module
      imports: [TidemarkModule.forRoot({ natsUrl, service: 'badge-service', secret })],
      // #endregion
      controllers: [BadgeController], // what others see
      providers: [
        BadgeListener, // facts in
        ForgettingListener,
        { provide: BadgeShelf, useFactory: () => BadgeShelf.open(postgresUrl) }, // what is kept
      ],
    };
  }
}
