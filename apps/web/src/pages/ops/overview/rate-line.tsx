import type { Rate } from '../answers';

const WIDTH = 240;
const HEIGHT = 48;
/** A line that is flat is drawn at the bottom and not in the middle. */
const HIGHEST_MIN = 1;

/** How fast the logs grew lately, as a hill. */
export function RateLine({ rates }: { readonly rates: readonly Rate[] }) {
  const heights = rates.map(({ timer, progress }) => timer + progress);
  const highest = Math.max(HIGHEST_MIN, ...heights);
  const points = heights.map((height, index) => {
    const x = (index / Math.max(1, heights.length - 1)) * WIDTH;
    return `${x.toFixed(1)} ${(HEIGHT - (height / highest) * (HEIGHT - 4)).toFixed(1)}`;
  });
  if (points.length < 2) return null;
  return (
    <svg className="rate-line" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="rate-hill" d={`M0 ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}Z`} />
      <path className="rate-edge" d={`M${points.join('L')}`} />
    </svg>
  );
}
