import type { DraftGiven, RestoreVersionDto, SaveDraftDto } from '@tidemark/contracts';
import { emptyDraftVersion, Rejection, versionIn, type DraftEvent, type DraftVersion } from '@tidemark/domain';
import { eventOf, type StoredEvent } from '@tidemark/event-log';
import { Database, type Said } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { draftStreamOf, newDraftId } from './draft-ids';
import { ACTIVE_ELSEWHERE, IS_OWN, NTH_VERSION, VERSION_AT_REVISION } from './sql';

/** What a command about a draft needs to know beside it. */
export type Found = Pick<DraftGiven, 'userId' | 'draftId' | 'base' | 'restored' | 'activeElsewhere'>;

const NOTHING = { base: null, restored: null, activeElsewhere: null };

@Injectable()
export class DraftLookup {
  constructor(private readonly database: Database) {}

  async about({ name, userId, commandId, body }: Said): Promise<Found> {
    const { id, baseRevision, n } = body as Partial<SaveDraftDto & RestoreVersionDto>;
    if (id === undefined) return { userId, draftId: newDraftId(userId, commandId), ...NOTHING };
    const streamId = await this.own(userId, id);
    return {
      userId,
      draftId: id,
      base: baseRevision === undefined ? null : await this.versionAt(streamId, baseRevision),
      restored: n === undefined ? null : await this.version(streamId, n),
      activeElsewhere: name === 'draft/promote' ? await this.activeElsewhere(streamId, userId) : null,
    };
  }

  /** The stream of a draft, for its owner. Nobody else gets as far as the stream, not even to let it expire. */
  async own(userId: string, draftId: string): Promise<string> {
    const streamId = draftStreamOf(draftId);
    const { rowCount } = await this.database.query({ name: 'is-own', text: IS_OWN, values: [streamId, userId] });
    if (!rowCount) throw new Rejection('draft/not-found');
    return streamId;
  }

  /** A version by its number, or null. */
  version(streamId: string, version: number): Promise<DraftVersion | null> {
    return this.oneVersion('nth-version', NTH_VERSION, [streamId, version]);
  }

  private async versionAt(streamId: string, revision: number): Promise<DraftVersion> {
    const at = await this.oneVersion('version-at-revision', VERSION_AT_REVISION, [streamId, revision]);
    return at ?? emptyDraftVersion;
  }

  private async activeElsewhere(streamId: string, userId: string): Promise<Found['activeElsewhere']> {
    const values = [streamId, userId];
    const { rows } = await this.database.query<NonNullable<Found['activeElsewhere']>>({
      name: 'active-elsewhere',
      text: ACTIVE_ELSEWHERE,
      values,
    });
    return rows[0] ?? null;
  }

  private async oneVersion(name: string, text: string, values: unknown[]): Promise<DraftVersion | null> {
    const { rows } = await this.database.query<StoredEvent>({ name, text, values });
    return rows[0] ? versionIn(eventOf<DraftEvent>(rows[0])) : null;
  }
}
