export type MarkedPlace = 'this-device' | 'server' | 'other-devices';

/** Whether the newest has come there; where nobody is signed in, there is nothing that could have. */
export type Standing = 'there' | 'not-yet' | 'unknown';

interface Props {
  readonly place: MarkedPlace;
  readonly standing?: Standing;
}

/** Three places, three shapes: a screen, a full disc, and two rings that hold one another [X7]. */
export function PlaceMark({ place, standing = 'there' }: Props) {
  return (
    <svg className="place-mark" data-standing={standing} viewBox="0 0 24 24" aria-hidden="true">
      {place === 'this-device' && (
        <>
          <rect x="3" y="4" width="18" height="13" rx="2" />
          <path d="M8 21h8" />
        </>
      )}
      {place === 'server' && <circle className="disc" cx="12" cy="12" r="8" />}
      {place === 'other-devices' && (
        <>
          <circle cx="9" cy="12" r="6" />
          <circle cx="15" cy="12" r="6" />
        </>
      )}
    </svg>
  );
}
