import { programLogView, utf8BytesOf, type LogView, type Place, type Workout } from '@tidemark/domain';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { programIdOf } from '../programs/program.stream';
import { WORKOUTS_SINCE } from './sql';

/** In one answer; whoever missed more asks again. */
const WORKOUTS_MAX = 100;
/** An answer ends with the workout that goes beyond this, so it always fits into one message. */
const ANSWER_BYTES = 262_144;

interface ChangedRow extends Place {
  readonly streamId: string;
  readonly revision: number;
  readonly workout: Workout;
}

/** What changed in the programs of a person, workout by workout. */
@Injectable()
export class MissedWorkouts {
  constructor(private readonly database: Database) {}

  /** The oldest changes after a revision, each with the revision of its own last change. */
  async since(userId: string, revision: number): Promise<LogView[]> {
    const { rows } = await this.database.query<ChangedRow>({
      name: 'workouts-since',
      text: WORKOUTS_SINCE,
      values: [userId, revision, WORKOUTS_MAX],
    });
    const told: LogView[] = [];
    for (let bytes = 0, nth = 0; nth < rows.length && bytes < ANSWER_BYTES; nth += 1) {
      const log = shown(userId, rows[nth]!);
      bytes += utf8BytesOf(JSON.stringify(log));
      told.push(log);
    }
    return told;
  }
}

function shown(userId: string, { streamId, week, day, revision, workout }: ChangedRow): LogView {
  const program = { weeks: { [week]: { [day]: workout } }, bytes: 0 };
  return programLogView(program, { week, day }, { programId: programIdOf(streamId, userId), revision });
}
