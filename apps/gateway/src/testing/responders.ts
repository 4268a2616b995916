import type { HeartbeatDto, HeartbeatShown, QueryEnvelope, SnapshotShown } from '@tidemark/contracts';
import { BusResponder, querySubject, type Bus } from '@tidemark/messaging';
import { eraseTask } from '@tidemark/service-kit';
import { DayResponder } from './day-responder';
import { TimerResponder } from './timer-responder';

/** What stands behind the gateway in its specs. */
export interface Responders {
  readonly timer: TimerResponder;
  readonly day: DayResponder;
  readonly responder: BusResponder;
}

export async function answerOn(bus: Bus): Promise<Responders> {
  const responder = new BusResponder({ bus, queueGroup: 'timer-service' });
  const [timer, day] = [new TimerResponder(bus), new DayResponder(bus)];
  timer.answerOn(responder);
  day.answerOn(responder);
  responder.addHandler(querySubject('progress-account'), async () => ({ events: [] }));
  for (const schema of ['scheduler', 'progress']) responder.addHandler(eraseTask(schema), async () => ({}));
  responder.addHandler(querySubject('presence'), async (query: QueryEnvelope) => presence(timer, day, query));
  await new Promise<void>((resolve, reject) => responder.listen((error) => (error ? reject(error) : resolve())));
  return { timer, day, responder };
}

function presence(
  timers: TimerResponder,
  days: DayResponder,
  { userId, name, data }: QueryEnvelope,
): SnapshotShown | HeartbeatShown {
  const { revisions: known = {} } = data as HeartbeatDto;
  const timer = timers.view(userId);
  const day = days.shown(userId);
  const revisions = { timer: timer.revision, day: days.revisionOf(userId) };
  const common = { serverTime: timer.serverTime, revisions };
  if (name === 'presence/snapshot') {
    const hasDay = (known.day ?? -1) >= revisions.day;
    return {
      ...common,
      timer: (known.timer ?? -1) >= revisions.timer ? null : timer,
      session: null,
      progress: null,
      drafts: null,
      configuration: hasDay ? null : day.configuration,
      sessionCount: hasDay ? null : day.sessionCount,
    };
  }
  const missesTimer = known.timer !== undefined && known.timer < revisions.timer;
  const missesDay = known.day !== undefined && known.day < revisions.day;
  return { ...common, missed: { ...(missesTimer && { timer }), ...(missesDay && { day }) } };
}
