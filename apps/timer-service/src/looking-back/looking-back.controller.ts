import { checked, StateQueryDto, type QueryEnvelope, type StateShown } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { querySubject } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { LookingBack } from './looking-back.query';

/** What the bus may ask about the past. */
@Controller()
export class LookingBackController {
  constructor(private readonly past: LookingBack) {}

  @MessagePattern(querySubject('state'))
  async query(@Payload() { name, userId, data }: QueryEnvelope): Promise<StateShown> {
    if (name !== 'state/at') throw new Rejection('query/not-found', 'There is no such question.');
    return this.past.at(userId, checked(StateQueryDto, data).at);
  }
}
