import { EventLog, ProjectionRunner } from '@tidemark/event-log';
import { checkpointProjection } from '@tidemark/projections';
import { LOGGER, type Logger } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';

/** Keeps the checkpoints up to date with the log. */
export const checkpoints: FactoryProvider<ProjectionRunner> = {
  provide: ProjectionRunner,
  inject: [EventLog, LOGGER],
  useFactory: (log: EventLog, logger: Logger) =>
    new ProjectionRunner(log, checkpointProjection, {
      failed: (failure, lane) => logger.warn({ err: failure, lane }, 'Checkpoints wait.'),
      putAside: ({ streamId, version }, failure) =>
        logger.error({ err: failure, streamId, version }, 'An event made no checkpoint and was put aside.'),
    }),
};
