import { boot } from '@tidemark/service-kit';
import { AppModule } from './app.module';
import { TimerConfig } from './timer.config';

void boot({ name: 'timer-service', config: TimerConfig, module: AppModule });
