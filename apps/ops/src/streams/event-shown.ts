import { toIso } from '@tidemark/domain';
import type { RecordedEvent } from '@tidemark/event-log';
import { moment } from '../terminal/moments';
import type { Paint } from '../terminal/terminal';

const ID_SHOWN = 8;
const VALUE_SHOWN_MAX = 100;

/** An event for machines: as it is kept, with readable instants. */
export function eventJson({ data, occurredAt, recordedAt, ...recorded }: RecordedEvent): object {
  return {
    ...recorded,
    data: JSON.parse(data) as object,
    occurredAt: toIso(occurredAt),
    recordedAt: toIso(recordedAt),
  };
}

/** An event in one line. */
export function eventLine(recorded: RecordedEvent, paint: Paint, when = moment(recorded.occurredAt)): string {
  const { streamId, version, type, deviceId, commandId } = recorded;
  const isLate = recorded.recordedAt - recorded.occurredAt > 1_000;
  const by = [
    ...(deviceId ? [`on ${deviceId}`] : []),
    ...(commandId ? [`by ${shortened(commandId)}`] : ['by itself']),
    ...(isLate ? [`told ${moment(recorded.recordedAt)}`] : []),
  ].join(', ');
  return `${paint('dim', when)}  ${paint('bold', type)}  ${paint('cyan', `${streamId}/${version}`)}  ${paint('dim', by)}`;
}

/** A value in few words; the whole of it is what `--json` is for. */
export function valueShown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > VALUE_SHOWN_MAX ? `${text.slice(0, VALUE_SHOWN_MAX)} ...` : text;
}

/** Enough of an id to recognise it. */
function shortened(id: string): string {
  return id.length > ID_SHOWN * 2 ? `${id.slice(0, ID_SHOWN)}...` : id;
}
