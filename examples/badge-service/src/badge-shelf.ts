import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { AWARD, BADGES_OF_USER, CREATE_SHELF, FORGET_USER } from './sql';

const CONNECTIONS_MAX = 4;
const BADGES_SHOWN_MAX = 100;

export interface Badge {
  readonly title: string;
  readonly sessionId: string;
  readonly awardedAt: Date;
}

/** Where badges are kept; each fact is worth one, however often it is told. */
@Injectable()
export class BadgeShelf implements OnApplicationShutdown {
  private constructor(private readonly pool: Pool) {}

  static async open(postgresUrl: string): Promise<BadgeShelf> {
    const pool = new Pool({ connectionString: postgresUrl, max: CONNECTIONS_MAX });
    await pool.query(CREATE_SHELF);
    return new BadgeShelf(pool);
  }

  /** Says whether it is a new one. */
  async put(eventId: string, userId: string, { title, sessionId, awardedAt }: Badge): Promise<boolean> {
    const { rowCount } = await this.pool.query(AWARD, [eventId, userId, sessionId, title, awardedAt]);
    return rowCount === 1;
  }

  async of(userId: string): Promise<readonly Badge[]> {
    const { rows } = await this.pool.query<Badge>(BADGES_OF_USER, [userId, BADGES_SHOWN_MAX]);
    return rows;
  }

  async forget(userId: string): Promise<void> {
    await this.pool.query(FORGET_USER, [userId]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
