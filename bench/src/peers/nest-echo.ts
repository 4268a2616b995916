// The same path as Nest offers it: its socket gateway, its client proxy for NATS, its microservice on the other side.
import 'reflect-metadata';

import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientsModule, MessagePattern, Payload, Transport, type ClientProxy } from '@nestjs/microservices';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { firstValueFrom } from 'rxjs';

import { ECHO_SUBJECT, ECHO_VIEW, type PeerSettings } from './echo';

const BUS = Symbol('bus');
const settings: PeerSettings = JSON.parse(process.argv[2] ?? '{}') as PeerSettings;
const nats = { transport: Transport.NATS as const, options: { servers: [settings.natsUrl], queue: 'nest-echo' } };

@WebSocketGateway({ transports: ['websocket'], perMessageDeflate: false })
class EchoGateway {
  constructor(@Inject(BUS) private readonly bus: ClientProxy) {}

  @SubscribeMessage('command')
  command(@MessageBody() body: object): Promise<unknown> {
    return firstValueFrom(this.bus.send(ECHO_SUBJECT, body));
  }
}

@Module({ imports: [ClientsModule.register([{ name: BUS, ...nats }])], providers: [EchoGateway] })
class GatewayModule {}

@Controller()
class EchoController {
  @MessagePattern(ECHO_SUBJECT)
  answer(@Payload() _: object): object {
    return { ok: true, body: ECHO_VIEW };
  }
}

@Module({ controllers: [EchoController] })
class ResponderModule {}

async function main(): Promise<void> {
  if (settings.part === 'gateway') {
    const app = await NestFactory.create(GatewayModule, { logger: ['error'] });
    app.useWebSocketAdapter(new IoAdapter(app));
    await app.listen(settings.port, '127.0.0.1');
  } else {
    const app = await NestFactory.createMicroservice(ResponderModule, { ...nats, logger: ['error'] });
    await app.listen();
  }
  process.send?.('ready');
}

void main();
