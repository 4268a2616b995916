import type { KeyboardEvent } from 'react';
import { lanesOf, shareOf, type Emphasis } from './geometry';
import type { Part } from './parts';
import type { ShownDay } from './shown-day';

interface RibbonPartsProps {
  readonly day: ShownDay;
  readonly parts: readonly Part[];
  readonly emphasis: Emphasis;
  readonly chosen: string | null;
  readonly point: (key: string | null) => void;
  readonly choose: (key: string) => void;
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowLeft: (at) => Math.max(0, at - 1),
  ArrowRight: (at, last) => Math.min(last, at + 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** The same day as a list. It lies over the picture, so that a part is found by eye, by pointer, by keys and by ear. */
export function RibbonParts({ day, parts, emphasis, chosen, point, choose }: RibbonPartsProps) {
  const lanes = lanesOf(emphasis);
  const reached = parts.find(({ key }) => key === chosen) ?? parts.at(-1);
  return (
    <ol className="ribbon-parts" aria-label="The day, part by part" onKeyDown={step} onMouseLeave={() => point(null)}>
      {parts.map((part) => {
        const from = shareOf(part.startsAt, day.frame);
        const width = shareOf(part.endsAt, day.frame) - from;
        return (
          <li
            key={part.key}
            style={{ left: `${from}%`, width: `${width}%`, ...lanes[part.lane] }}
            data-point={width === 0}
          >
            <button
              type="button"
              tabIndex={part === reached ? 0 : -1}
              aria-pressed={part.key === chosen}
              aria-label={part.words}
              onClick={() => choose(part.key)}
              onMouseEnter={() => point(part.key)}
              onFocus={() => point(part.key)}
              onBlur={() => point(null)}
            />
          </li>
        );
      })}
    </ol>
  );
}

/** One stop for the tabulator, and the arrows within. */
function step(event: KeyboardEvent<HTMLOListElement>): void {
  const next = steps[event.key];
  if (!next) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  event.preventDefault();
  buttons[next(at, buttons.length - 1)]?.focus();
}
