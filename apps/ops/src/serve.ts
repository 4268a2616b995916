import { BaseConfig, boot } from '@tidemark/service-kit';
import { ConsoleModule } from './console/console.module';

void boot({ name: 'ops', config: BaseConfig, module: ConsoleModule });
