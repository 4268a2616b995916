import type { DraftsQueryDto } from '@tidemark/contracts';
import {
  DRAFT_EXPIRES_AFTER_MS,
  draftView,
  Rejection,
  type Draft,
  type DraftView,
  type KnownDraft,
} from '@tidemark/domain';
import { DatabaseClock } from '@tidemark/event-log';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { cursorAfter, placeOf, type Place } from './draft-cursor';
import { DraftLookup } from './draft-lookup';
import { DraftHandler } from './draft.stream';
import { OVERDUE, RECENT_DRAFTS, RECENT_DRAFTS_OF_PROFILE } from './sql';

const PAGE_USUAL = 50;
/** A picker shows no more [F3]. */
const OFFERED_MAX = 20;
/** Drafts in one answer, so that it fits into one message beside the largest draft there is. */
const PAGE_BYTES_MAX = 524_288;
/** So many are let expire before one look; the sweeper has the others. */
const OVERDUE_MAX = 100;

interface Row {
  readonly state: KnownDraft;
  readonly revision: number;
  /** On the page and, at most one, after it. */
  readonly found: number;
}

interface Wanted {
  readonly profileId?: string;
  readonly status: KnownDraft['status'];
  readonly after: Place;
  readonly limit: number;
}

/** Drafts as their owner sees them; what should have expired by now has, before anybody looks. */
@Injectable()
export class DraftQuery {
  constructor(
    private readonly database: Database,
    private readonly handler: DraftHandler,
    private readonly lookup: DraftLookup,
    private readonly clock: DatabaseClock,
  ) {}

  async one(userId: string, draftId: string): Promise<DraftView> {
    const { state, position: revision } = await this.handler.current(userId, await this.lookup.own(userId, draftId));
    return draftView(state, { userId, revision });
  }

  async page(userId: string, { profileId, status = 'draft', limit = PAGE_USUAL, cursor }: DraftsQueryDto) {
    const after = placeOf(cursor);
    await this.letExpire(userId);
    const rows = await this.recent(userId, { profileId, status, after, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const isMore = last !== undefined && last.found > page.length;
    return { items: page.map(shownTo(userId)), ...(isMore && { nextCursor: cursorAfter(last.state) }) };
  }

  /** The draft of a profile that was saved last. */
  async latest(userId: string, profileId: string): Promise<DraftView> {
    const [latest] = (await this.page(userId, { profileId, limit: 1 })).items;
    if (!latest) throw new Rejection('draft/not-found', 'The profile has no draft.');
    return latest;
  }

  /** The session under way, and the drafts to choose from [F3]. */
  async offer(userId: string, profileId: string) {
    const [active] = await this.recent(userId, { profileId, status: 'active', after: placeOf(undefined), limit: 1 });
    const { items: drafts, ...more } = await this.page(userId, { profileId, limit: OFFERED_MAX });
    return { active: active ? shownTo(userId)(active) : null, drafts, ...more };
  }

  private async letExpire(userId: string): Promise<void> {
    const values = [userId, this.clock.now() - DRAFT_EXPIRES_AFTER_MS, OVERDUE_MAX];
    const { rows } = await this.database.query<{ streamId: string }>({ name: 'overdue', text: OVERDUE, values });
    await Promise.all(rows.map(({ streamId }) => this.handler.current(userId, streamId)));
  }

  private async recent(userId: string, { profileId, status, after, limit }: Wanted): Promise<readonly Row[]> {
    const values = [userId, status, after.updatedAt, after.streamId, limit, PAGE_BYTES_MAX];
    const { rows } = await this.database.query<Row>(
      profileId === undefined
        ? { name: 'recent-drafts', text: RECENT_DRAFTS, values }
        : { name: 'recent-drafts-of-profile', text: RECENT_DRAFTS_OF_PROFILE, values: [...values, profileId] },
    );
    return rows;
  }
}

function shownTo(userId: string) {
  return ({ state, revision }: Pick<Row, 'revision'> & { readonly state: Draft }): DraftView =>
    draftView(state, { userId, revision });
}
