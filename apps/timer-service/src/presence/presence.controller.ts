import { checked, heartbeatCall, HeartbeatDto, snapshotCall, type QueryEnvelope } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { querySubject } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { PresenceQuery } from './presence.query';

/** What the bus may say about who is there. */
@Controller()
export class PresenceController {
  constructor(private readonly presence: PresenceQuery) {}

  @MessagePattern(querySubject('presence'))
  async query(@Payload() { name, userId, data }: QueryEnvelope): Promise<object> {
    const body = checked(HeartbeatDto, data);
    if (name === heartbeatCall.name) return this.presence.heartbeat(userId, body);
    if (name === snapshotCall.name) return this.presence.snapshot(userId, body);
    throw new Rejection('query/not-found', 'There is no such question.');
  }
}
