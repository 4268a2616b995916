import { InvalidRequest, type Fact } from '@tidemark/contracts';
import { decodeFactSubject } from '@tidemark/messaging';
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
      const correct = async (corrected: string) => {
        await apply(correctedFact({ subject, body }, corrected));
        await drop();
      };
      return { again, correct, drop };
    });
  }
}

interface KeptFact {
  readonly subject: string;
  readonly body: string;
}

/** What is said may be corrected; which event it is said of, and of whom, may not. */
function correctedFact({ subject, body }: KeptFact, corrected: string): Fact {
  const fact = factIn(corrected);
  if (!fact) throw mistaken('isJson', 'It must be a JSON object.');
  const eventId = factIn(body)?.eventId;
  if (eventId !== undefined && fact.eventId !== eventId) throw mistaken('sameEvent', `It must be of event ${eventId}.`);
  const userId = decodeFactSubject(subject)?.userId;
  if (fact.userId !== userId) throw mistaken('sameUser', `It must be of user ${userId}.`);
  return fact;
}

function factIn(body: string): Fact | undefined {
  try {
    const fact = JSON.parse(body) as Fact | null;
    return typeof fact === 'object' && fact !== null && !Array.isArray(fact) ? fact : undefined;
  } catch {
    return undefined;
  }
}

function mistaken(rule: string, message: string): InvalidRequest {
  return new InvalidRequest([{ path: 'body', rule, message }]);
}
