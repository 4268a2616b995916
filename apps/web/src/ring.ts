import { element } from './elements';

const RING_LENGTH = 1_000;
/** The water stands between these heights of the drawing, full and empty. */
const TIDE_FULL_Y = 22;
const TIDE_EMPTY_Y = 298;

const left = element('left', SVGCircleElement);
const tide = element('tide', SVGPathElement);

/** The ring empties and the tide goes out with it; both are drawn from what is left, never from what was drawn before. */
export function drawRing(fractionLeft: number): void {
  left.setAttribute('stroke-dashoffset', String(RING_LENGTH * (1 - fractionLeft)));
  const tideY = TIDE_EMPTY_Y - (TIDE_EMPTY_Y - TIDE_FULL_Y) * fractionLeft;
  tide.setAttribute('transform', `translate(0 ${tideY.toFixed(2)})`);
}
