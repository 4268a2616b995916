import type { DraftDifferenceQueryDto, DraftVersionsQueryDto } from '@tidemark/contracts';
import {
  draftDifferenceView,
  draftVersionView,
  Rejection,
  versionIn,
  type DraftDifferenceView,
  type DraftEvent,
  type DraftVersion,
  type DraftVersionView,
} from '@tidemark/domain';
import { eventOf, type StoredEvent } from '@tidemark/event-log';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { versionBefore } from './draft-cursor';
import { DraftLookup } from './draft-lookup';
import { VERSIONS } from './sql';

const PAGE_USUAL = 50;
const PAGE_BYTES_MAX = 524_288;

type Row = StoredEvent & {
  /** Of the stream. */
  readonly version: number;
  /** What the draft held, in bytes. */
  readonly bytes: number;
  readonly found: number;
};

/** What a draft held at other times [F2]. */
@Injectable()
export class DraftHistoryQuery {
  constructor(
    private readonly database: Database,
    private readonly lookup: DraftLookup,
  ) {}

  async page(userId: string, { id, limit = PAGE_USUAL, cursor }: DraftVersionsQueryDto) {
    const before = versionBefore(cursor);
    const values = [await this.lookup.own(userId, id), before, limit + 1, PAGE_BYTES_MAX];
    const { rows } = await this.database.query<Row>({ name: 'draft-versions', text: VERSIONS, values });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const isMore = last !== undefined && last.found > page.length;
    return { items: page.flatMap(shown), ...(isMore && { nextCursor: String(last.version) }) };
  }

  async difference(userId: string, { id, from, to }: DraftDifferenceQueryDto): Promise<DraftDifferenceView> {
    const streamId = await this.lookup.own(userId, id);
    return draftDifferenceView(await this.version(streamId, from), await this.version(streamId, to));
  }

  private async version(streamId: string, version: number): Promise<DraftVersion> {
    const found = await this.lookup.version(streamId, version);
    if (!found) throw new Rejection('draft-version/not-found');
    return found;
  }
}

function shown({ bytes, ...stored }: Row): DraftVersionView[] {
  const said = versionIn(eventOf<DraftEvent>(stored));
  return said ? [draftVersionView(said, bytes)] : [];
}
