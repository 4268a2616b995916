import { boot } from '@tidemark/service-kit';
import { AppModule } from './app.module';
import { GatewayConfig } from './gateway.config';
import { openDoors } from './open-doors';

void boot({
  name: 'gateway',
  config: GatewayConfig,
  module: AppModule,
  http: { address: ({ host, port }: GatewayConfig) => ({ host, port }), prepare: openDoors },
});
