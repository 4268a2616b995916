import { checked, Key, Whole } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';
import { LANES_MAX, ReplaySelection } from './replay-selection';
import type { Replaying, ReplayOpened, ReplayStep } from './replaying';

/** Events that one step tells; states of so many large ones fit into memory. */
export const REPLAY_STEP_MAX = 100;
/** Who may have something told again. */
const CALLERS: readonly string[] = ['ops', 'gateway'];

/** Where the service that owns a log is asked to tell some of it again. */
export const replayTask = (schema: string, step: 'open' | 'step' | 'forget') => taskSubject(`${step}-replay-${schema}`);

class OpenReplayDto extends ReplaySelection {
  @Key() name!: string;
}

class StepReplayDto {
  @Key() name!: string;
  @Whole(0, LANES_MAX) lane!: number;
  @Whole(1, REPLAY_STEP_MAX) limit!: number;
}

class ForgetReplayDto {
  @Key() name!: string;
}

/** The three things that ops ask of a service about replays. */
export class ReplayTasks {
  constructor(private readonly replaying: Replaying) {}

  open(asked: object, caller: string): Promise<ReplayOpened> {
    refuseOthers(caller);
    const { name, ...selection } = checked(OpenReplayDto, asked);
    return this.replaying.open(name, selection);
  }

  step(asked: object, caller: string): Promise<ReplayStep> {
    refuseOthers(caller);
    const { name, lane, limit } = checked(StepReplayDto, asked);
    return this.replaying.step(name, lane, limit);
  }

  async forget(asked: object, caller: string): Promise<{ readonly lanes: number }> {
    refuseOthers(caller);
    return { lanes: await this.replaying.forget(checked(ForgetReplayDto, asked).name) };
  }
}

function refuseOthers(caller: string): void {
  if (!CALLERS.includes(caller)) throw new Rejection('auth/forbidden', `${caller} may not do this.`);
}
