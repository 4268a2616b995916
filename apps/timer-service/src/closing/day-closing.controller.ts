import { CLOSED_TOGETHER_MAX, InvalidRequest, isKey, type CloseDays, type DaysClosed } from '@tidemark/contracts';
import { fromIso } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { DayClosing } from './day-closing';

/** What the scheduler asks for when a boundary came. */
@Controller()
export class DayClosingController {
  constructor(private readonly closing: DayClosing) {}

  @MessagePattern(taskSubject('close-days'))
  close(@Payload() task: CloseDays): Promise<DaysClosed> {
    const { boundaryAt, userIds } = wellFormed(task);
    return this.closing.close(userIds, fromIso(boundaryAt));
  }
}

function wellFormed(task: CloseDays): CloseDays {
  const { boundaryAt, userIds } = task;
  if (typeof boundaryAt !== 'string' || Number.isNaN(fromIso(boundaryAt))) throw malformed('boundaryAt', 'isInstant');
  if (!Array.isArray(userIds) || !userIds.every(isKey)) throw malformed('userIds', 'keys');
  if (userIds.length > CLOSED_TOGETHER_MAX) throw malformed('userIds', 'arrayMaxSize');
  return task;
}

function malformed(path: string, rule: string): InvalidRequest {
  return new InvalidRequest([{ path, rule, message: `${path} is not what this task needs.` }]);
}
