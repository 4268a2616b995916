import { HOUR } from '@tidemark/domain';
import { useState, type KeyboardEvent } from 'react';
import { RIBBON_HEIGHT, type Emphasis } from './geometry';
import { partsOf } from './parts';
import { sumsOf } from './piece-words';
import './ribbon.css';
import { RibbonDetails } from './ribbon-details';
import { RibbonParts } from './ribbon-parts';
import { RibbonPicture } from './ribbon-picture';
import type { ShownDay } from './shown-day';
import { useShownDay } from './shown-day.hook';

interface DayRibbonProps {
  /** Today unless told. */
  readonly date?: string;
  readonly emphasis?: Emphasis;
  /** How much time the whole width is; whoever shows days below one another gives all of them the longest. */
  readonly scaleMs?: number;
}

const ORDINARY_DAY = 24 * HOUR;

/** A local day in its true length: what it was, what it is, and the line of now. */
export function DayRibbon({ date, emphasis = 'focus', scaleMs = ORDINARY_DAY }: DayRibbonProps) {
  const day = useShownDay(date);
  const [pointed, point] = useState<string | null>(null);
  const [chosen, choose] = useState<string | null>(null);
  const parts = partsOf(day);
  const part = parts.find(({ key }) => key === chosen);
  const caption = parts.find(({ key }) => key === pointed)?.words;
  const lengthMs = day.frame.endsAt - day.frame.startsAt;
  const width = `${(lengthMs / Math.max(scaleMs, lengthMs)) * 100}%`;
  // Escape ends the looking, and must not reach the timer.
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || chosen === null) return;
    event.preventDefault();
    choose(null);
  };
  return (
    <div className="ribbon" onKeyDown={leave}>
      <div className="ribbon-day" style={{ width, height: RIBBON_HEIGHT }}>
        <RibbonPicture day={day} emphasis={emphasis} marked={pointed ?? chosen} />
        <RibbonParts {...{ day, parts, emphasis, chosen, point, choose }} />
      </div>
      <div className="ribbon-captions">
        <p className="ribbon-caption" data-hidden={caption !== undefined}>
          <Sums day={day} />
        </p>
        {caption !== undefined && <p className="ribbon-caption">{caption}</p>}
      </div>
      {part && <RibbonDetails part={part} timezone={day.timezone} close={() => choose(null)} />}
    </div>
  );
}

function Sums({ day: { buckets, frame, now } }: { readonly day: ShownDay }) {
  const sums = sumsOf(buckets);
  if (sums.length === 0) return now < frame.endsAt ? 'Nothing yet: an open day.' : 'Nothing was noted on this day.';
  return sums.map(({ kind, words }) => (
    <span key={kind} className={`ribbon-sum ribbon-sum-${kind}`}>
      {words}
    </span>
  ));
}
