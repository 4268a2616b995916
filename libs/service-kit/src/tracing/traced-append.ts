import { categoryOf, type Append } from '@tidemark/event-log';
import { inSpan } from '@tidemark/messaging';
import { SpanKind } from '@opentelemetry/api';

/** From handing a command to the event log until its events are committed, the wait for the commit before it included. */
export async function tracedAppend<Result>(appends: readonly Append[], work: () => Promise<Result>): Promise<Result> {
  const [first] = appends;
  if (!first) return work();
  const category = categoryOf(first.streamId);
  const attributes = {
    'db.system.name': 'postgresql',
    'tidemark.streams': appends.length,
    'tidemark.events': appends.reduce((sum, { events }) => sum + events.length, 0),
  };
  const { correlationId } = first;
  return inSpan({ name: `append: ${category}`, kind: SpanKind.CLIENT, attributes, correlationId }, work);
}
