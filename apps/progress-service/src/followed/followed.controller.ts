import { checked, followedCall, type FollowedPart, type QueryEnvelope } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { querySubject } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { FollowedQuery } from './followed.query';

/** What the gateway asks for with every sign of life. */
@Controller()
export class FollowedController {
  constructor(private readonly followed: FollowedQuery) {}

  @MessagePattern(querySubject(followedCall.category))
  query(@Payload() { name, userId, data }: QueryEnvelope): Promise<FollowedPart> {
    if (name !== followedCall.name) throw new Rejection('query/not-found', 'There is no such question.');
    return this.followed.since(userId, checked(followedCall.body, data).revisions);
  }
}
