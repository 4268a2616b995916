import type { Kind } from '@tidemark/client';
import { useKind, useOutbox, useTidemark } from '@tidemark/client/react';
import { useId } from 'react';
import { PlaceMark } from './place-mark';

const KINDS: readonly (readonly [Kind, string])[] = [
  ['timer', 'Timer'],
  ['session', 'Work clock'],
  ['configuration', 'Settings'],
  ['sessionCount', 'Count of the day'],
  ['progress', 'Program'],
  ['drafts', 'Drafts'],
];

const NOT_THERE = { 'not-yet': 'not yet', unknown: 'nothing is known' };

/** Where the newest of each kind is. */
export function PlaceTable() {
  // Asked for so that the marks move with what waits.
  useOutbox();
  const titleId = useId();
  return (
    <section className="card" aria-labelledby={titleId}>
      <h3 id={titleId}>Where the newest is</h3>
      <table className="place-table" aria-labelledby={titleId}>
        <thead>
          <tr>
            <td />
            <th scope="col">This device</th>
            <th scope="col">Server</th>
            <th scope="col">Other devices</th>
          </tr>
        </thead>
        <tbody>
          {KINDS.map(([kind, name]) => (
            <KindRow key={kind} kind={kind} name={name} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function KindRow({ kind, name }: { readonly kind: Kind; readonly name: string }) {
  const client = useTidemark();
  const { status } = useKind(kind);
  const isKnown = status === 'ready';
  const there = !isKnown ? 'unknown' : client.placeOf(kind) === 'server' ? 'there' : 'not-yet';
  const places = [
    ['this-device', isKnown ? 'there' : 'unknown', 'it is here'],
    ['server', there, 'it is there'],
    ['other-devices', there, 'they are told'],
  ] as const;
  return (
    <tr>
      <th scope="row">{name}</th>
      {places.map(([place, standing, words]) => (
        <td key={place}>
          <PlaceMark place={place} standing={standing} />
          <span className="unseen">{standing === 'there' ? words : NOT_THERE[standing]}</span>
        </td>
      ))}
    </tr>
  );
}
