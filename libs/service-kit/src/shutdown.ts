import type { Logger } from './logger';

/** Whatever still hangs after this is cut off. */
const SHUTDOWN_MAX_MS = 10_000;

/** One thing to do on the way out, in words for the log. */
export type Farewell = readonly [what: string, close: () => void | Promise<void>];

/**
 * Ends the process on SIGTERM, on SIGINT, when its supervisor is gone, and after an error that nobody caught. The
 * farewells are said in order; one that fails does not keep the next from being said.
 */
export function shutDownInTime(logger: Logger, farewells: () => readonly Farewell[]): void {
  let isLeaving = false;
  const leave = async (reason: string, exitCode: number) => {
    if (isLeaving) return;
    isLeaving = true;
    logger.info({ reason }, 'Stopping.');
    let what = 'nothing yet';
    setTimeout(() => {
      logger.error({ what }, 'Stopping took too long.');
      process.exit(1);
    }, SHUTDOWN_MAX_MS).unref();
    for (const [next, close] of farewells()) {
      what = next;
      await Promise.resolve()
        .then(close)
        .catch((error: unknown) => logger.error({ err: error }, `Could not close ${what}.`));
    }
    logger.info('Stopped.');
    process.exit(exitCode);
  };
  process.once('SIGTERM', () => void leave('SIGTERM', 0));
  process.once('SIGINT', () => void leave('SIGINT', 0));
  process.once('disconnect', () => void leave('the supervisor is gone', 0));
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(event, (error: unknown) => {
      logger.fatal({ err: error }, `Nobody caught this (${event}).`);
      void leave(event, 1);
    });
  }
}
