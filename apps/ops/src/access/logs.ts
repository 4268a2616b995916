import { account, day, draft, program, timer, workClock } from '@tidemark/domain';
import { categoryOf, type AnyDecider } from '@tidemark/event-log';
import { misused } from '../terminal/failure';

export type LogName = 'timer' | 'progress';

/** Every log of the installation: the schema it lives in, and who can fold its streams. */
export const logs: readonly { readonly schema: LogName; readonly deciders: readonly AnyDecider[] }[] = [
  { schema: 'timer', deciders: [timer, workClock, day, account] as readonly AnyDecider[] },
  { schema: 'progress', deciders: [program, draft] as readonly AnyDecider[] },
];

export const categories = logs.flatMap(({ deciders }) => deciders.map(({ category }) => category));

/** Where a stream is kept, and who folds it; every stream names its kind. */
export function homeOf(streamId: string): { readonly schema: LogName; readonly decider: AnyDecider } {
  for (const { schema, deciders } of logs) {
    const decider = deciders.find(({ category }) => category === categoryOf(streamId));
    if (decider) return { schema, decider };
  }
  throw misused(`${streamId} is not the name of a stream; those begin with ${categories.join('-, ')}-.`);
}
