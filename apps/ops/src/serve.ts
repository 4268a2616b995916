import { boot } from '@tidemark/service-kit';
import { ConsoleConfig } from './console/console.config';
import { ConsoleModule } from './console/console.module';

void boot({ name: 'ops', config: ConsoleConfig, module: ConsoleModule });
