import { Controller, Module } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Rejection } from '@tidemark/domain';
import { BaseConfig } from '../base-config';
import { boot } from '../boot';
import { Database } from '../database';

@Controller()
class EchoController {
  @MessagePattern('tidemark.task.echo')
  echo(@Payload() message: { refuse?: string }) {
    if (message.refuse === 'expected') throw new Rejection('echo/refused', 'No.');
    if (message.refuse === 'bug') throw new Error('secret inside');
    return message;
  }
}

@Module({
  controllers: [EchoController],
  providers: [Database.in({ schema: 'public', role: 'pg_monitor' })],
})
class EchoModule {}

void boot({ name: 'echo-service', config: BaseConfig, module: EchoModule });
