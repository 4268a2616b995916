import { boot } from '@tidemark/service-kit';
import { AppModule } from './app.module';
import { ProgressConfig } from './progress.config';

void boot({ name: 'progress-service', config: ProgressConfig, module: AppModule });
