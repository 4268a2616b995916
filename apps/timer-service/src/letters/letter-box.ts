import { EventLog, ProjectionRunner } from '@tidemark/event-log';
import { ProjectionLetterBox } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { DayReactor } from '../days/day.reactor';

/** Events that checkpoints or days could not be told of. */
export const letterBox: FactoryProvider<ProjectionLetterBox> = {
  provide: ProjectionLetterBox,
  inject: [EventLog, ProjectionRunner, DayReactor],
  useFactory: (log: EventLog, checkpoints: ProjectionRunner, days: DayReactor) =>
    new ProjectionLetterBox(log, [checkpoints.projection, days.projection]),
};
