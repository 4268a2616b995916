import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { CommandEnvelope } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import type { Bus } from '../bus';
import { BusResponder, type BusContext } from '../bus-responder';
import { RethrowFilter } from '../rethrow.filter';
import { commandSubject, querySubject } from '../subjects';

const gate = { open: () => {}, opened: Promise.resolve() };

/** From here on no command ends before `openGate`. */
export const closeGate = () => void (gate.opened = new Promise((resolve) => (gate.open = resolve)));
export const openGate = () => gate.open();

/** A service in miniature: it says who asked for what, or fails in the way that the name of the command asks for. */
@Controller()
export class TimerController {
  handled = 0;

  @MessagePattern(commandSubject('timer'))
  async command(@Payload() envelope: CommandEnvelope, @Ctx() { caller }: BusContext) {
    this.handled += 1;
    await gate.opened;
    if (envelope.name === 'timer/refuse') throw new Rejection('timer/not-running', 'No.', { status: 'idle' });
    if (envelope.name === 'timer/break') throw new Error('the secret inside');
    if (envelope.name === 'timer/huge') return 'x'.repeat(2_000_000);
    return { name: envelope.name, userId: envelope.userId, caller };
  }

  @MessagePattern(querySubject('timer'))
  query(@Payload() { data }: CommandEnvelope) {
    return data;
  }
}

@Module({ controllers: [TimerController] })
class TimerModule {}

/** Starts it as `boot` would. */
export async function startService(bus: Bus): Promise<INestMicroservice> {
  const strategy = new BusResponder({ bus, queueGroup: 'timer-service' });
  const app = await NestFactory.createMicroservice(TimerModule, { strategy, logger: false });
  app.useGlobalFilters(new RethrowFilter());
  await app.listen();
  return app;
}
