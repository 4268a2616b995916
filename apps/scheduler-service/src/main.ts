import { boot } from '@tidemark/service-kit';
import { AppModule } from './app.module';
import { SchedulerConfig } from './scheduler.config';

void boot({ name: 'scheduler-service', config: SchedulerConfig, module: AppModule });
