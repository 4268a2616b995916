import { useId } from 'react';
import { timeOfDay } from '../../words/words';
import { AXIS_TOP, lanesOf, RIBBON_HEIGHT, shareOf, stretch, type Emphasis } from './geometry';
import { hoursOf } from './hours';
import type { Piece, ShownDay } from './shown-day';

interface RibbonPictureProps {
  readonly day: ShownDay;
  readonly emphasis: Emphasis;
  /** What somebody points at. */
  readonly marked: string | null;
}

/** The day as a picture and nothing else; what it says stands in the list of its parts. */
export function RibbonPicture({ day, emphasis, marked }: RibbonPictureProps) {
  const { frame, pieces, pins, now, ahead } = day;
  const lanes = lanesOf(emphasis);
  const hatch = useId();
  return (
    <svg className="ribbon-picture" height={RIBBON_HEIGHT} width="100%" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="ribbon-hatch" width="2.5" height="6" />
        </pattern>
      </defs>
      <Hours day={day} />
      {(['focus', 'clock'] as const).map((lane) => (
        <g key={lane}>
          <rect className="ribbon-track" x="0" width="100%" y={lanes[lane].top} height={lanes[lane].height} rx="4" />
          <rect
            className="ribbon-past"
            {...stretch(frame.startsAt, now, frame)}
            y={lanes[lane].top}
            height={lanes[lane].height}
            rx="4"
          />
        </g>
      ))}
      {ahead && (
        <rect
          className={`ribbon-ahead ribbon-${ahead.kind}`}
          {...stretch(now, ahead.endsAt, frame)}
          y={lanes.focus.top}
          height={lanes.focus.height}
          rx="2"
        />
      )}
      {pieces.map((piece) => (
        <PieceShape key={`${piece.lane} ${piece.startsAt}`} {...{ day, piece, emphasis, hatch, marked }} />
      ))}
      {pins.map(({ kind, at }, index) => (
        <g key={index} className={`ribbon-pin ribbon-pin-${kind}`} data-marked={marked === `pin ${index}`}>
          <line
            x1={`${shareOf(at, frame)}%`}
            x2={`${shareOf(at, frame)}%`}
            y1="22"
            y2={lanes.focus.top + lanes.focus.height}
          />
          <circle cx={`${shareOf(at, frame)}%`} cy="22" r="4" />
        </g>
      ))}
      <NowLine day={day} />
    </svg>
  );
}

interface PieceShapeProps extends RibbonPictureProps {
  readonly piece: Piece;
  readonly hatch: string;
}

function PieceShape({ day: { frame }, piece, emphasis, hatch, marked }: PieceShapeProps) {
  const { lane, kind, startsAt, endsAt, unattended } = piece;
  const { top, height } = lanesOf(emphasis)[lane];
  const isMarked = marked === `${lane} ${startsAt}`;
  if (kind === 'workout') {
    return (
      <circle
        className="ribbon-workout"
        data-marked={isMarked}
        cx={`${shareOf(startsAt, frame)}%`}
        cy={top + height / 2}
        r="4.5"
      />
    );
  }
  const place = { ...stretch(startsAt, endsAt, frame), y: top, height, rx: 2 };
  return (
    <>
      <rect className={`ribbon-piece ribbon-${kind}`} data-marked={isMarked} {...place} />
      {unattended && <rect fill={`url(#${hatch})`} {...place} />}
    </>
  );
}

function Hours({ day: { frame, timezone } }: Pick<RibbonPictureProps, 'day'>) {
  return hoursOf(frame, timezone).map(({ at, label, every }) => {
    const share = shareOf(at, frame);
    const anchor = share < 1 ? 'start' : share > 99 ? 'end' : 'middle';
    return (
      <g key={at} className="ribbon-hour" data-every={every}>
        <line x1={`${share}%`} x2={`${share}%`} y1={AXIS_TOP} y2={AXIS_TOP + (every === 1 ? 3 : 6)} />
        <text x={`${share}%`} y={RIBBON_HEIGHT - 3} textAnchor={anchor}>
          {label}
        </text>
      </g>
    );
  });
}

function NowLine({ day: { frame, timezone, now } }: Pick<RibbonPictureProps, 'day'>) {
  if (now < frame.startsAt || now >= frame.endsAt) return null;
  const share = shareOf(now, frame);
  const anchor = share < 4 ? 'start' : share > 96 ? 'end' : 'middle';
  return (
    <g className="ribbon-now">
      <line x1={`${share}%`} x2={`${share}%`} y1="16" y2={AXIS_TOP} />
      <text x={`${share}%`} y="11" textAnchor={anchor}>
        {timeOfDay(now, timezone)}
      </text>
    </g>
  );
}
