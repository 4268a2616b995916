import { draft, program } from '@tidemark/domain';
import { EventLog, type AnyDecider } from '@tidemark/event-log';
import { Bus, forgetFacts } from '@tidemark/messaging';
import { eraseStreams, renaming, type EraseUserDto } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { Forgetting } from '../tasks/forgetting';

const DECIDERS = [program, draft] as readonly AnyDecider[];

/** Takes a person out of all that is kept here: what they wrote, and what was made of their facts. May be repeated. */
@Injectable()
export class Erasure {
  constructor(
    private readonly log: EventLog,
    private readonly forgetting: Forgetting,
    private readonly bus: Bus,
  ) {}

  async erase({ userId, salt }: EraseUserDto): Promise<void> {
    await eraseStreams({ log: this.log, deciders: DECIDERS, renamed: renaming(salt) }, userId);
    await this.forgetting.forget(userId);
    await forgetFacts(
      this.bus,
      userId,
      DECIDERS.map(({ category }) => category),
    );
  }
}
