import { HOUR, SECOND } from '@tidemark/domain';
import { LOGGER, type Logger, type Runner } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Revocations } from '../tokens/revocations';
import { Erasures } from './erasures';

const LOOK_EVERY_MS = 5 * SECOND;
/** No access token lives longer. */
const TOKENS_LIVE_MS = HOUR;

/** Goes on with erasures that were broken off, and knows whom to refuse that this gateway was not there to hear of. */
@Injectable()
export class ErasureRounds implements Runner {
  private timer?: NodeJS.Timeout;
  private round: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly erasures: Erasures,
    private readonly revocations: Revocations,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Ready when nobody who was erased is let in. */
  async start(): Promise<void> {
    await this.refuse();
    this.again();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private again(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.round = this.look()
        .catch((error: unknown) => this.logger.warn({ err: error }, 'Erasures wait.'))
        .finally(() => this.again());
    }, LOOK_EVERY_MS);
  }

  private async look(): Promise<void> {
    await this.refuse();
    await this.erasures.pass();
  }

  private async refuse(): Promise<void> {
    for (const { userId, askedAt } of await this.erasures.askedWithin(TOKENS_LIVE_MS)) {
      this.revocations.revoke(userId, askedAt);
    }
  }
}
