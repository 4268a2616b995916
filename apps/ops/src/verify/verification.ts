import type { Access } from '../access/access';
import type { Breach, Rule } from './breach';
import { askForLedger } from './ledger';
import { auditIsWhole } from './proofs/audit.proof';
import { breachesIn } from './proofs/every-proof';
import { userStories, type Chosen } from './user-stories';
import type { UserStory } from './user-story';
import { glance, wholeTables } from './whole-tables';

/** So many breaches are named; whoever has more has one cause, not more causes. */
const BREACHES_MAX = 1_000;

export interface Wanted extends Chosen {
  /** Whether progress-service is asked to count its days again. */
  readonly ledger: boolean;
}

/** How much was read, and what was wrong. */
export interface Verified {
  users: number;
  streams: number;
  events: number;
  rows: number;
  days: number;
  /** Users who were erased, and what is left of them. */
  erasedUsers: number;
  erasedEvents: number;
  readonly breaches: Breach[];
}

/** What a run begins with. */
export const NOTHING_READ: Verified = {
  ...{ users: 0, streams: 0, events: 0, rows: 0, days: 0 },
  ...{ erasedUsers: 0, erasedEvents: 0 },
  breaches: [],
};

/** The rules that a run has looked at: some can only be seen in whole tables, one only by asking. */
export function rulesLookedAt({ ledger }: Wanted, all: readonly Rule[]): readonly Rule[] {
  return all.filter((rule) => ledger || rule !== 'I-14');
}

/** Looks at everything that was asked for, and tells how far it has come; ends early where it is told to stop. */
export async function verify(
  access: Access,
  wanted: Wanted,
  { report, stopping }: { report(read: Verified): void; readonly stopping: AbortSignal },
): Promise<Verified> {
  // Whoever cannot be asked is missed now, and not after everything was read.
  if (wanted.ledger) await access.bus();
  const isWhole = wanted.user === undefined && wanted.sample === undefined;
  const read: Verified = { ...NOTHING_READ, breaches: [...(await glance(access))] };
  if (isWhole) read.breaches.push(...(await wholeTables(access)), ...(await auditIsWhole(access)));
  for await (const stories of userStories(access, wanted)) {
    for (const story of stories) {
      read.users += 1;
      read.streams += story.streams.length;
      read.events += eventsOf(story);
      read.rows += story.commands.length + story.checkpoints.length + story.resets.length;
      if (story.erasure?.isErased) {
        read.erasedUsers += 1;
        read.erasedEvents += eventsOf(story);
      }
      read.breaches.push(...breachesIn(story));
      if (wanted.ledger && !isWhole) await count(access, read, story.userId);
    }
    report(read);
    if (stopping.aborted || read.breaches.length >= BREACHES_MAX) break;
  }
  if (wanted.ledger && isWhole && !stopping.aborted) await count(access, read);
  return { ...read, breaches: read.breaches.slice(0, BREACHES_MAX) };
}

function eventsOf({ streams }: UserStory): number {
  return streams.reduce((sum, { events }) => sum + events.length, 0);
}

async function count(access: Access, read: Verified, userId?: string): Promise<void> {
  const { days, breaches } = await askForLedger(access, userId);
  read.days += days;
  read.breaches.push(...breaches);
}
