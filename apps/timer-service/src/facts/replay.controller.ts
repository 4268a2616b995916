import type { BusContext } from '@tidemark/messaging';
import { Replaying, replayTask, ReplayTasks, type ReplayOpened, type ReplayStep } from '@tidemark/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';

/** What ops ask for when some of the log is to be told again. */
@Controller()
export class ReplayController {
  private readonly tasks: ReplayTasks;

  constructor(replaying: Replaying) {
    this.tasks = new ReplayTasks(replaying);
  }

  @MessagePattern(replayTask('timer', 'open'))
  open(@Payload() asked: object, @Ctx() { caller }: BusContext): Promise<ReplayOpened> {
    return this.tasks.open(asked, caller);
  }

  @MessagePattern(replayTask('timer', 'step'))
  step(@Payload() asked: object, @Ctx() { caller }: BusContext): Promise<ReplayStep> {
    return this.tasks.step(asked, caller);
  }

  @MessagePattern(replayTask('timer', 'forget'))
  forget(@Payload() asked: object, @Ctx() { caller }: BusContext): Promise<{ readonly lanes: number }> {
    return this.tasks.forget(asked, caller);
  }
}
