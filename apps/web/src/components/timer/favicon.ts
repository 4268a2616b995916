import type { Face } from './face';

/** A ring that small shows no finer step. */
const STEPS = 24;
const colours = { work: '#1a9a94', break: '#c98a2b', still: '#7c8a8d' };

/** A ring with what is left of the session, as the address of a picture; equal until it would look different. */
export function faviconOf({
  status,
  isBreak,
  fractionLeft,
}: Pick<Face, 'status' | 'isBreak' | 'fractionLeft'>): string {
  const colour = status === 'running' ? colours[isBreak ? 'break' : 'work'] : colours.still;
  const left = Math.ceil(fractionLeft * STEPS) / STEPS;
  const ring = 'fill="none" stroke-width="5" cx="16" cy="16" r="12"';
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<circle ${ring} stroke="${colour}" stroke-opacity=".25"/>
<circle ${ring} stroke="${colour}" pathLength="1" stroke-dasharray="${left} 1" transform="rotate(-90 16 16)"/>
${status === 'paused' ? `<path d="M13 11v10M19 11v10" stroke="${colour}" stroke-width="3"/>` : ''}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(picture)}`;
}
