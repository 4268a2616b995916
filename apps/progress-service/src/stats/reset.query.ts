import { InvalidRequest, type ResetShown, type ResetsQueryDto, type ResetsShown } from '@tidemark/contracts';
import { toIso, type Reset } from '@tidemark/domain';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { CatchUp } from '../books/catch-up';
import { RESETS_BEFORE, RESETS_OF_DAY } from './sql';

const PAGE_USUAL = 50;
/** Pins on one day; somebody who asks for more resets than that sees the first. */
const OF_ONE_DAY_MAX = 200;
const NEWEST = 2_147_483_647;
const CURSOR = /^[1-9]\d{0,9}$/;

type Row = Reset & { readonly version: number };

/** When and why the count of a user began anew, newest first [D6]. */
@Injectable()
export class ResetQuery {
  constructor(
    private readonly database: Database,
    private readonly catchUp: CatchUp,
  ) {}

  async page(userId: string, { limit = PAGE_USUAL, cursor }: ResetsQueryDto): Promise<ResetsShown> {
    const before = versionOf(cursor);
    await this.catchUp.withOwner(userId);
    const values = [userId, before, limit + 1];
    const { rows } = await this.database.query<Row>({ name: 'resets-before', text: RESETS_BEFORE, values });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(resetShown), ...(rows.length > limit && last && { nextCursor: String(last.version) }) };
  }

  async ofDay(userId: string, localDate: string): Promise<ResetShown[]> {
    const values = [userId, localDate, OF_ONE_DAY_MAX];
    const { rows } = await this.database.query<Row>({ name: 'resets-of-day', text: RESETS_OF_DAY, values });
    return rows.map(resetShown);
  }
}

function resetShown(reset: Row): ResetShown {
  const { resetType, previousCount, newCount, resetAt, timezone, localResetTime, localDate, deviceId, context } = reset;
  const when = { resetTimestamp: toIso(resetAt), userTimezone: timezone, localResetTime, localDate };
  return { resetType, previousCount, newCount, ...when, deviceId, context };
}

function versionOf(cursor: string | undefined): number {
  if (cursor === undefined) return NEWEST;
  if (CURSOR.test(cursor) && Number(cursor) <= NEWEST) return Number(cursor);
  throw new InvalidRequest([
    { path: 'cursor', rule: 'cursor', message: 'cursor must be a nextCursor of an earlier page.' },
  ]);
}
