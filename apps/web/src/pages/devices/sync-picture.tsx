import type { SyncStatus } from '@tidemark/client';
import { PlaceMark, type MarkedPlace } from './place-mark';

/** So many drops are drawn on the way; the number beside them tells the rest. */
const DROPS_MAX = 5;

/** Where everything is, as a picture with a caption: here, on the server, on the other devices [X7]. */
export function SyncPicture({ status }: { readonly status: SyncStatus }) {
  const { account, link, pending, refused, isKept } = status;
  const isSignedIn = account === 'signed-in';
  const here =
    !isKept && pending > 0 ? 'not saved on this device' : counted(pending, 'only here, so far', 'nothing waits');
  const there = !isSignedIn ? 'nobody is signed in' : pending + refused === 0 ? 'has it all' : 'has all the rest';
  return (
    <figure className="card sync-picture" data-link={isSignedIn ? link : 'offline'} aria-label="Where your work is">
      <Place place="this-device" name="This device" caption={here} isTroubled={!isKept && pending > 0} />
      <div className="way" data-refused={refused > 0 || undefined}>
        <span className="drops" aria-hidden="true">
          {Array.from({ length: Math.min(pending, DROPS_MAX) }, (_, nth) => (
            <i key={nth} />
          ))}
        </span>
        <span className="small quiet">{wayWords(status)}</span>
        {refused > 0 && <span className="small trouble">{refused} refused</span>}
      </div>
      <Place place="server" name="Server" caption={there} />
      <div className="way">
        <span className="small quiet">told at once</span>
      </div>
      <Place place="other-devices" name="Other devices" caption="as soon as they are connected" />
    </figure>
  );
}

interface PlaceProps {
  readonly place: MarkedPlace;
  readonly name: string;
  readonly caption: string;
  readonly isTroubled?: boolean;
}

function Place({ place, name, caption, isTroubled = false }: PlaceProps) {
  return (
    <div className="place">
      <PlaceMark place={place} />
      <strong>{name}</strong>
      <span className={isTroubled ? 'small trouble' : 'small quiet'}>{caption}</span>
    </div>
  );
}

function wayWords({ account, link, pending }: SyncStatus): string {
  if (account !== 'signed-in') return 'not signed in';
  if (link === 'offline') return 'no connection';
  if (link === 'connecting') return 'connecting';
  return pending === 0 ? 'connected' : `${pending} on the way`;
}

function counted(count: number, words: string, nothing: string): string {
  return count === 0 ? nothing : `${count === 1 ? '1 change' : `${count} changes`} ${words}`;
}
