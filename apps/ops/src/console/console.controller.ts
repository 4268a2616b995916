import { checked, opsContract, type CommandEnvelope, type QueryEnvelope } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { commandSubject, querySubject, type BusContext } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { Access } from '../access/access';
import { refusalFrom } from './console-refusal';
import { doingsOf } from './deeds';
import { answersOf } from './looks';
import { Overview } from './overview';
import { Verifications } from './verifications';

/** The gateway lets operators in and nobody else, so we listen to the gateway and to nobody else. */
const CALLER = 'gateway';

/** The same functions as on the command line, for operators who look at a page. */
@Controller()
export class ConsoleController {
  private readonly answers: ReturnType<typeof answersOf>;
  private readonly doings: ReturnType<typeof doingsOf>;

  constructor(access: Access, overview: Overview, verifications: Verifications) {
    this.answers = answersOf({ access, overview, verifications });
    this.doings = doingsOf({ access, verifications });
  }

  @MessagePattern(querySubject(opsContract.category))
  async look(@Payload() asked: QueryEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    const look = opsContract.looks.find(({ name }) => name === asked.name);
    const answer = this.answers[asked.name];
    if (!look || !answer) throw new Rejection('query/not-found', 'There is no such question.');
    return fromGateway(caller, () => answer(checked(look.query, asked.data), asked));
  }

  @MessagePattern(commandSubject(opsContract.category))
  async do(@Payload() { name, data, userId }: CommandEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    const deed = opsContract.deeds.find((known) => known.name === name);
    const doing = this.doings[name];
    if (!deed || !doing) throw new Rejection('command/not-found', 'There is no such command.');
    return fromGateway(caller, () => doing(checked(deed.body, data), userId));
  }
}

async function fromGateway(caller: string, work: () => Promise<object>): Promise<object> {
  if (caller !== CALLER) throw new Rejection('auth/forbidden', `${caller} may not do this.`);
  try {
    return await work();
  } catch (error) {
    throw refusalFrom(error);
  }
}
