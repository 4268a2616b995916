import {
  checked,
  DraftDifferenceQueryDto,
  DraftQueryDto,
  DraftsQueryDto,
  DraftVersionsQueryDto,
  ProfileQueryDto,
  type CommandEnvelope,
  type QueryEnvelope,
} from '@tidemark/contracts';
import { Rejection, Unavailable, type Draft, type DraftCommand, type DraftEvent } from '@tidemark/domain';
import type { Context } from '@tidemark/event-log';
import { commandSubject, querySubject, taskSubject, type BusContext } from '@tidemark/messaging';
import { LOGGER, StreamCommands, type Logger } from '@tidemark/service-kit';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { DraftCleanup } from './draft.cleanup';
import { DraftHistoryQuery } from './draft-history.query';
import { DraftLookup, type Found } from './draft-lookup';
import { DraftQuery } from './draft.query';
import { DraftHandler, servedDraft } from './draft.stream';

/** Each time somebody else became active in the same moment; the next look finds them. */
const ATTEMPTS_MAX = 5;
const ONE_ACTIVE = 'one_active_draft';

/** What the bus may ask of drafts. */
@Controller()
export class DraftController {
  private readonly commands: StreamCommands<Draft, DraftCommand, DraftEvent, Context, Found>;

  constructor(
    handler: DraftHandler,
    lookup: DraftLookup,
    private readonly drafts: DraftQuery,
    private readonly history: DraftHistoryQuery,
    private readonly cleanup: DraftCleanup,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.commands = new StreamCommands(servedDraft(handler, lookup), logger);
  }

  /** Of two promotions at once the database takes one; the other is decided anew and refused by name [F4]. */
  @MessagePattern(commandSubject('draft'))
  async command(@Payload() envelope: CommandEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      try {
        return await this.commands.answer(envelope, caller);
      } catch (failure) {
        if ((failure as { constraint?: unknown }).constraint !== ONE_ACTIVE) throw failure;
      }
    }
    throw new Unavailable('The profile');
  }

  @MessagePattern(querySubject('draft'))
  async query(@Payload() { name, userId, data }: QueryEnvelope): Promise<object> {
    switch (name) {
      case 'draft/list':
        return this.drafts.page(userId, checked(DraftsQueryDto, data));
      case 'draft/latest':
        return this.drafts.latest(userId, checked(ProfileQueryDto, data).profileId);
      case 'draft/offer':
        return this.drafts.offer(userId, checked(ProfileQueryDto, data).profileId);
      case 'draft/get':
        return this.drafts.one(userId, checked(DraftQueryDto, data).id);
      case 'draft/versions':
        return this.history.page(userId, checked(DraftVersionsQueryDto, data));
      case 'draft/diff':
        return this.history.difference(userId, checked(DraftDifferenceQueryDto, data));
      default:
        throw new Rejection('query/not-found', 'There is no such question.');
    }
  }

  @MessagePattern(taskSubject('draft-cleanup'))
  async cleanUp(): Promise<{ readonly expired: number }> {
    return { expired: await this.cleanup.run() };
  }
}
