import { taskSubject } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { CheckpointCleanup } from './checkpoint.cleanup';

/** What the scheduler asks for. */
@Controller()
export class CheckpointController {
  constructor(private readonly cleanup: CheckpointCleanup) {}

  @MessagePattern(taskSubject('checkpoint-cleanup'))
  async cleanUp(): Promise<{ readonly removed: number }> {
    return { removed: await this.cleanup.run() };
  }
}
