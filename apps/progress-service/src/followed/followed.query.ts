import type { FollowedPart, MissedShown, RevisionsDto } from '@tidemark/contracts';
import { AskedTogether } from '@tidemark/event-log';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { MissedDrafts } from './missed-drafts';
import { MissedWorkouts } from './missed-workouts';
import { NEWEST_OF_USERS } from './sql';

interface Newest {
  readonly progress: number;
  readonly drafts: number;
}

const NOTHING_YET: Newest = { progress: 0, drafts: 0 };

/** How far everything has come that clients follow here, and what they missed of it. */
@Injectable()
export class FollowedQuery {
  /** Thousands of devices may come back at once. */
  private readonly newest = new AskedTogether<Newest>((userIds) => this.readNewest(userIds));

  constructor(
    private readonly database: Database,
    private readonly workouts: MissedWorkouts,
    private readonly drafts: MissedDrafts,
  ) {}

  async since(userId: string, seen: RevisionsDto = {}): Promise<FollowedPart> {
    const revisions = (await this.newest.about(userId)) ?? NOTHING_YET;
    const { progress, drafts } = seen;
    const missed: MissedShown = {
      ...(isBehind(progress, revisions.progress) && { progress: await this.workouts.since(userId, progress) }),
      ...(isBehind(drafts, revisions.drafts) && { drafts: await this.drafts.since(userId, drafts) }),
    };
    return { revisions, missed };
  }

  private async readNewest(userIds: readonly string[]): Promise<ReadonlyMap<string, Newest>> {
    const { rows } = await this.database.query<Newest & { userId: string }>({
      name: 'newest-of-users',
      text: NEWEST_OF_USERS,
      values: [userIds],
    });
    return new Map(rows.map(({ userId, ...newest }) => [userId, newest]));
  }
}

/** Only who tells how far they have seen can be behind. */
function isBehind(seen: number | undefined, newest: number): seen is number {
  return seen !== undefined && seen < newest;
}
