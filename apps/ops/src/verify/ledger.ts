import { taskSubject } from '@tidemark/messaging';
import type { Access } from '../access/access';
import type { Breach } from './breach';

/** Counting the days of some users again takes the service a while. */
const ANSWER_WITHIN_MS = 60_000;

interface Checked {
  readonly checkedDays: number;
  readonly breaches: readonly { readonly userId: string; readonly date: string; readonly what: string }[];
  readonly nextAfter?: string;
}

/** What progress-service says of its days when it counts them again [I-14]. */
export interface LedgerAnswer {
  readonly days: number;
  readonly breaches: readonly Breach[];
}

/** Asks for the proof of accounting, of one user or of all, page by page. */
export async function askForLedger(access: Access, userId?: string): Promise<LedgerAnswer> {
  const breaches: Breach[] = [];
  let days = 0;
  let after: string | undefined;
  do {
    const asked = userId === undefined ? { after } : { userId };
    const page: Checked = await access.ask(taskSubject('verify-ledger'), asked, ANSWER_WITHIN_MS);
    days += page.checkedDays;
    for (const { userId: whose, date, what } of page.breaches) {
      breaches.push({ rule: 'I-14', subject: `${date} of ${whose}`, what });
    }
    after = page.nextAfter;
  } while (after !== undefined);
  return { days, breaches };
}
