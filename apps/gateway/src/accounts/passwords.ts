import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { Rejection } from '@tidemark/domain';

/** 32 MB and about 0.1 s for each guess. */
const COST: Required<Pick<ScryptOptions, 'N' | 'r' | 'p' | 'maxmem'>> = {
  N: 2 ** 15,
  r: 8,
  p: 3,
  maxmem: 64 * 2 ** 20,
};
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** More at once would take all threads that also look up names and read files. */
const HASHES_AT_ONCE_MAX = 2;
const WAITING_MAX = 64;
const RETRY_MS = 2_000;

/** Hashes and compares passwords; the hash names its own cost, so that the cost can be raised later. */
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  constructor(private readonly waitingMax = WAITING_MAX) {}

  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await this.derive(password, salt, COST);
    return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
  }

  /** Takes the same time whether or not there is a hash to compare with. */
  async matches(password: string, stored: string | null): Promise<boolean> {
    const against = stored ?? (await (this.decoy ??= this.hash(randomBytes(SALT_BYTES).toString('hex'))));
    const [, N, r, p, salt = '', hash = ''] = against.split('$');
    const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: COST.maxmem };
    const derived = await this.derive(password, Buffer.from(salt, 'base64'), cost);
    return timingSafeEqual(derived, Buffer.from(hash, 'base64')) && stored !== null;
  }

  private async derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
    await this.turn();
    try {
      return await new Promise<Buffer>((resolve, reject) =>
        scrypt(password.normalize('NFKC'), salt, HASH_BYTES, cost, (error, key) =>
          error ? reject(error) : resolve(key),
        ),
      );
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private async turn(): Promise<void> {
    if (this.running < HASHES_AT_ONCE_MAX) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= this.waitingMax) {
      throw new Rejection('request/too-many', 'Too many people sign in at once; wait a moment.', {
        retryInMs: RETRY_MS,
      });
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
