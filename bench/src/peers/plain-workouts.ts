import { Pool } from 'pg';

const TABLE = `
CREATE TABLE plain_workouts (
  user_id        text        NOT NULL,
  program_id     text        NOT NULL,
  week           integer     NOT NULL,
  day            integer     NOT NULL,
  completed_at   timestamptz NULL,
  intensity      text        NULL,
  scheduled_date date        NULL,
  exercise_logs  jsonb       NOT NULL,
  PRIMARY KEY (user_id, program_id, week, day)
)`;

const INSERT = `
INSERT INTO plain_workouts
SELECT $1, $2, week_number, day_number, completed_at, intensity_rating, scheduled_date, exercise_logs
FROM jsonb_to_recordset($3) AS sent (
  week_number integer, day_number integer, completed_at timestamptz, intensity_rating text, scheduled_date date,
  exercise_logs jsonb)`;

/** The same workouts as rows of one table: no history, no merge, no keys, nobody who hears of them. */
export class PlainWorkouts {
  private constructor(private readonly pool: Pool) {}

  static async on(url: string, connections: number): Promise<PlainWorkouts> {
    const pool = new Pool({ connectionString: url, max: connections });
    await pool.query(TABLE);
    return new PlainWorkouts(pool);
  }

  /** All in one statement and one commit. */
  async insert(userId: string, programId: string, sessions: readonly object[]): Promise<void> {
    await this.pool.query(INSERT, [userId, programId, JSON.stringify(sessions)]);
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
