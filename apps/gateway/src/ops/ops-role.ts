import { mayOperate, type OpsRight } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import type { Identity } from '../tokens/token-verifier';

const SENTENCES: Readonly<Record<OpsRight, string>> = {
  look: 'This is for operators.',
  change: 'You may look at everything here, and change nothing.',
};

/** Before anything that was said is looked at: strangers learn nothing, not even what would be wrong with it. */
export function admitOperator(identity: Identity | undefined, right: OpsRight): void {
  if (!mayOperate(identity?.roles ?? [], right)) throw new Rejection('auth/forbidden', SENTENCES[right]);
}
