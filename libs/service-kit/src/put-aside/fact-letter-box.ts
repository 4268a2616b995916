import type { Fact } from '@tidemark/contracts';
import type { Pool } from 'pg';
import type { Letter, LetterBox } from './letter-box';

const SEQUENCE = /^\d{1,15}$/;

/** The statements of the table in which a service keeps facts: by consumer and sequence, and by subject where one goes. */
export interface FactLetterSql {
  readonly find: string;
  readonly remove: string;
}

/** What becomes of the facts of one consumer. */
export type ApplyFact = (fact: Fact) => Promise<void>;

/** Facts that could not be applied; a place is the sequence in the stream of facts. */
export class FactLetterBox implements LetterBox {
  constructor(
    private readonly database: Pool,
    private readonly sql: FactLetterSql,
    private readonly consumers: ReadonlyMap<string, ApplyFact>,
  ) {}

  async lettersAt(consumer: string, place: string): Promise<readonly Letter[]> {
    const apply = this.consumers.get(consumer);
    if (!apply || !SEQUENCE.test(place)) return [];
    const { rows } = await this.database.query<{ subject: string; body: string }>(this.sql.find, [consumer, place]);
    return rows.map(({ subject, body }) => {
      const drop = async () => void (await this.database.query(this.sql.remove, [consumer, place, subject]));
      const again = async () => {
        await apply(JSON.parse(body) as Fact);
        await drop();
      };
      return { again, drop };
    });
  }
}
