export type MarkedPlace = 'this-device' | 'server' | 'other-devices';

/** Three places, three shapes: a screen, a full disc, and two rings that hold one another [X7]. */
export function PlaceMark({ place, isThere = true }: { readonly place: MarkedPlace; readonly isThere?: boolean }) {
  return (
    <svg className="place-mark" data-there={isThere} viewBox="0 0 24 24" aria-hidden="true">
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
