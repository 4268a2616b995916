import { randomUUID } from 'node:crypto';
import type { VerificationShown, VerifyDeedDto } from '@tidemark/contracts';
import { Rejection, toIso } from '@tidemark/domain';
import type { Access } from '../access/access';
import { rules, type Breach, type Rule } from '../verify/breach';
import { NOTHING_READ, rulesLookedAt, verify, type Verified } from '../verify/verification';

const KEPT_MAX = 10;
const SAMPLE_USUAL = 100;
const BREACHES_SHOWN_MAX = 100;

interface Verification extends Pick<VerificationShown, 'verificationId' | 'startedAt' | 'startedBy'> {
  readonly wanted: { readonly user?: string; readonly sample?: number; readonly ledger: boolean };
  status: VerificationShown['status'];
  endedAt: string | null;
  read: Verified;
  failure: string | null;
}

/** Proofs that were begun here, one at a time; they only read, and the last ones are remembered while we live. */
export class Verifications {
  private readonly known: Verification[] = [];
  private readonly stopping = new AbortController();
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly access: Access) {}

  begin({ user, sample = SAMPLE_USUAL }: VerifyDeedDto, startedBy: string): VerificationShown {
    if (this.known[0]?.status === 'running') {
      throw new Rejection('verification/already-running', 'A proof is under way already; it is told when it ends.');
    }
    const begun: Verification = {
      verificationId: randomUUID(),
      wanted: { ...(user === undefined ? { sample } : { user }), ledger: true },
      ...{ status: 'running', startedBy, startedAt: toIso(Date.now()), endedAt: null },
      ...{ read: NOTHING_READ, failure: null },
    };
    this.known.splice(0, this.known.length, begun, ...this.known.slice(0, KEPT_MAX - 1));
    this.underWay = this.run(begun);
    return shown(begun);
  }

  list(): readonly VerificationShown[] {
    return this.known.map(shown);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.underWay;
  }

  private async run(begun: Verification): Promise<void> {
    const { signal } = this.stopping;
    const report = (read: Verified) => (begun.read = read);
    try {
      begun.read = await verify(this.access, begun.wanted, { report, stopping: signal });
      begun.status = begun.read.breaches.length > 0 ? 'broken' : 'sound';
      if (begun.wanted.user !== undefined && begun.read.streams === 0) throw new Error('There is no such user.');
    } catch (error) {
      begun.status = 'failed';
      begun.failure = error instanceof Error ? error.message : String(error);
    }
    begun.endedAt = toIso(Date.now());
  }
}

function shown({ wanted, read: { breaches, ...read }, ...verification }: Verification): VerificationShown {
  const { user, sample } = wanted;
  return {
    ...verification,
    read: { ...read, user, sample },
    rules: rulesLookedAt(wanted, Object.keys(rules) as Rule[]).map((rule) => ruleShown(rule, breaches)),
    breaches: breaches.slice(0, BREACHES_SHOWN_MAX),
  };
}

function ruleShown(rule: Rule, breaches: readonly Breach[]): object {
  return { rule, sentence: rules[rule], wrong: breaches.filter((breach) => breach.rule === rule).length };
}
