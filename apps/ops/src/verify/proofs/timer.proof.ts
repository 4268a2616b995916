import { isUnderWay, timer, toIso, type Timer, type TimerEvent } from '@tidemark/domain';
import { eventOf, type RecordedEvent } from '@tidemark/event-log';
import type { Breach, Complain } from '../breach';
import type { UserStory } from '../user-story';

/** How long the session in hand has run, and since when it runs. */
interface Run {
  readonly ranMs: number;
  readonly sinceAt: number;
}

/** A timer told again from its first event, with what must hold after each [I-11] [I-12] [I-13] [I-15]. */
export function timersAreRight({ streams }: UserStory): readonly Breach[] {
  return streams
    .filter(({ head }) => head.streamId.startsWith('timer-'))
    .flatMap(({ head, events }) => breachesIn(head.streamId, events));
}

function breachesIn(streamId: string, events: readonly RecordedEvent[]): readonly Breach[] {
  const breaches: Breach[] = [];
  const ended = new Set<string>();
  let state = timer.initial;
  let run: Run = { ranMs: 0, sinceAt: 0 };
  for (const recorded of events) {
    const complain: Complain = (rule, what) =>
      breaches.push({ rule, subject: `${streamId}/${recorded.version}`, what });
    const event = eventOf<TimerEvent>(recorded);
    endsOnce(event, state, ended, complain);
    isInTime(event, state, recorded, complain);
    run = lengthsAgree(event, run, complain);
    state = timer.evolve(state, event);
  }
  return breaches;
}

function endsOnce(event: TimerEvent, before: Timer, ended: Set<string>, complain: Complain): void {
  if (event.type === 'SessionStarted' && isUnderWay(before)) {
    complain('I-13', `a session starts while ${before.session.sessionId} is ${before.status}`);
  }
  if (event.type !== 'SessionCompleted' && event.type !== 'SessionInterrupted') return;
  const { sessionId } = event.data;
  if (ended.has(sessionId)) complain('I-11', `${sessionId} ends a second time`);
  else if (!isUnderWay(before)) complain('I-11', `${sessionId} ends, and none was under way`);
  ended.add(sessionId);
}

function isInTime(event: TimerEvent, before: Timer, { recordedAt }: RecordedEvent, complain: Complain): void {
  if (event.type !== 'SessionCompleted' || before.status !== 'running') return;
  const { completedAt } = event.data;
  if (completedAt !== before.endsAt)
    complain('I-12', `completed at ${toIso(completedAt)}, due ${toIso(before.endsAt)}`);
  if (recordedAt < completedAt) complain('I-12', `recorded before it was completed at ${toIso(completedAt)}`);
}

/** Paused time does not count: what was run and what is left are the length of the session, to the millisecond. */
function lengthsAgree(event: TimerEvent, run: Run, complain: Complain): Run {
  switch (event.type) {
    case 'SessionStarted':
      return { ranMs: 0, sinceAt: event.data.startedAt };
    case 'SessionResumed':
      return { ...run, sinceAt: event.data.resumedAt };
    case 'SessionPaused':
    case 'SessionCompleted': {
      const { durationMs } = event.data;
      const [stoppedAt, leftMs] =
        event.type === 'SessionPaused' ? [event.data.pausedAt, event.data.remainingMs] : [event.data.completedAt, 0];
      const ranMs = run.ranMs + stoppedAt - run.sinceAt;
      if (leftMs < 0 || leftMs > durationMs) complain('I-15', `${leftMs} ms are left of ${durationMs} ms`);
      if (ranMs + leftMs !== durationMs) {
        complain('I-15', `it ran ${ranMs} ms, ${leftMs} ms are left, and it is ${durationMs} ms long`);
      }
      return { ranMs, sinceAt: stoppedAt };
    }
    default:
      return run;
  }
}
