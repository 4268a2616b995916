import type { ReactNode } from 'react';
import './dial.css';
import type { Face } from './face';

const RADIUS = 94;
/** Two waves beside one another: one of them is seen, while the other comes in. */
const WAVES = 'M-200 0c33-7 67-7 100 0s67 7 100 0 67-7 100 0 67 7 100 0 67-7 100 0v260H-200Z';

/** What is left of a session, as a ring that opens and a tide that falls. */
export function Dial({ face, children }: { readonly face: Face; readonly children: ReactNode }) {
  const { fractionLeft, countdown, name, caption, status } = face;
  return (
    <div className="dial" data-status={status}>
      <svg viewBox="0 0 200 200" aria-hidden="true" focusable="false">
        <clipPath id="dial-basin">
          <circle cx="100" cy="100" r="86" />
        </clipPath>
        <g clipPath="url(#dial-basin)">
          <g style={{ transform: `translateY(${(1 - fractionLeft) * 172 + 14}px)` }} className="dial-tide">
            <path d={WAVES} />
          </g>
        </g>
        <circle className="dial-gauge" cx="100" cy="100" r="86" pathLength="600" />
        <circle className="dial-track" cx="100" cy="100" r={RADIUS} />
        <circle
          className="dial-left"
          cx="100"
          cy="100"
          r={RADIUS}
          pathLength="1"
          strokeDasharray={`${fractionLeft} 2`}
        />
      </svg>
      <div className="dial-face">
        <p className="dial-name">{name}</p>
        <p className="dial-countdown" role="timer" aria-label="Time left" id="countdown">
          {countdown}
        </p>
        <p className="dial-caption">{caption}</p>
        {children}
      </div>
    </div>
  );
}
