import { useAsk } from '@tidemark/client/react';
import type { ReactNode } from 'react';
import { Link, useSearch } from 'wouter';
import type { EventTold, Why } from '../answers';
import { Told } from '../told';
import { idWords, momentWords, typeWords } from '../words';
import './streams.css';

/** The chain of an event: what it came from, what came of it, and who has heard. */
export function WhyTab() {
  const event = new URLSearchParams(useSearch()).get('event') ?? '';
  const asked = useAsk<Why>(`/api/ops/why?event=${encodeURIComponent(event)}`);
  return (
    <Told asked={asked}>
      {({ event: happened, wish, cause, effects, sameWish, heardBy }) => (
        <ol className="why card">
          <Step title="Because of">
            {cause ? (
              <EventLine {...cause} />
            ) : wish ? (
              <p>
                a wish{wish.deviceId && ` on ${wish.deviceId}`}{' '}
                <code className="small quiet">{idWords(wish.commandId)}</code>
              </p>
            ) : (
              <p>a deadline that came</p>
            )}
          </Step>
          <Step title="Happened">
            <EventLine {...happened} />
          </Step>
          {effects.length > 0 && (
            <Step title="Which brought">
              {effects.map((effect) => (
                <EventLine key={effect.eventId} {...effect} />
              ))}
            </Step>
          )}
          {sameWish.length > 0 && (
            <Step title="From the same wish">
              {sameWish.map((other) => (
                <EventLine key={other.eventId} {...other} />
              ))}
            </Step>
          )}
          <Step title="Heard by">
            <p>{heardBy.map(({ consumer, hasHeard }) => (hasHeard ? consumer : `${consumer} (not yet)`)).join(', ')}</p>
          </Step>
        </ol>
      )}
    </Told>
  );
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li>
      <h4>{title}</h4>
      {children}
    </li>
  );
}

function EventLine({ streamId, version, type, occurredAt }: EventTold) {
  return (
    <p>
      <Link href={`/ops/streams/${encodeURIComponent(streamId)}?version=${version}`}>{typeWords(type)}</Link>{' '}
      <span className="quiet small">
        <code title={streamId}>
          {idWords(streamId)}/{version}
        </code>{' '}
        <span className="number">{momentWords(occurredAt)}</span>
      </span>
    </p>
  );
}
