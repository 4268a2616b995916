import { HOUR, type Instant } from '@tidemark/domain';

/** No token lives longer, so nothing needs to be remembered longer. */
const REMEMBERED_MS = HOUR;

/** Users whose tokens of before an instant are no longer good: they were erased, or signed out everywhere. */
export class Revocations {
  private readonly revokedAt = new Map<string, Instant>();

  constructor(private readonly now: () => Instant = Date.now) {}

  revoke(userId: string, at: Instant): void {
    // Insertion order is the order of age: what is old stands first.
    this.revokedAt.delete(userId);
    this.revokedAt.set(userId, at);
    for (const [old, instant] of this.revokedAt) {
      if (instant > this.now() - REMEMBERED_MS) break;
      this.revokedAt.delete(old);
    }
  }

  isRevoked({ userId, issuedAt }: { readonly userId: string; readonly issuedAt: Instant }): boolean {
    const revokedAt = this.revokedAt.get(userId);
    return revokedAt !== undefined && issuedAt <= revokedAt;
  }
}
