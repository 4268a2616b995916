import { Controller, Module } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Rejection } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';
import { BaseConfig } from '../base-config';
import { boot } from '../boot';
import { Database } from '../database';

const SLOW_MS = 500;

/** The smallest service there can be, run as a process of its own by the spec of `boot`. */
@Controller()
class EchoController {
  constructor(private readonly database: Database) {}

  @MessagePattern(taskSubject('echo'))
  async echo(@Payload() { how, ...message }: { how?: string }): Promise<object> {
    if (how === 'refused') throw new Rejection('echo/refused', 'No.');
    if (how === 'broken') throw new Error('the canary inside');
    if (how === 'uncaught') void Promise.reject(new Error('nobody catches me'));
    if (how === 'slowly') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    const { rows } = await this.database.query<{ role: string; timeout: string }>(
      `select current_user as role, current_setting('statement_timeout') as timeout`,
    );
    return { ...message, ...rows[0] };
  }
}

@Module({
  controllers: [EchoController],
  providers: [Database.in({ schema: 'public', role: 'pg_monitor' })],
})
class EchoModule {}

void boot({ name: 'echo-service', config: BaseConfig, module: EchoModule });
