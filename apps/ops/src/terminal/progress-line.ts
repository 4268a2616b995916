import type { Surroundings } from './terminal';

const CLEAR = '\r\u001b[2K';
const BAR_WIDTH = 30;
const SHOW_EVERY_MS = 100;

/** A line that is written again and again while something takes its time, and gone when it is over. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

/** Only for people who look at a terminal. */
export function progressLine({ isTerminal, writeError }: Surroundings, isJson: boolean): ProgressLine {
  if (!isTerminal || isJson) return { show: () => undefined, clear: () => undefined };
  let shownAt = 0;
  return {
    show: (text) => {
      const now = performance.now();
      if (now - shownAt < SHOW_EVERY_MS) return;
      shownAt = now;
      writeError(`${CLEAR}${text}`);
    },
    clear: () => writeError(CLEAR),
  };
}

/** `[#########          ] 31 %` */
export function bar(share: number): string {
  const bounded = Math.min(1, Math.max(0, share));
  return `[${'#'.repeat(Math.round(bounded * BAR_WIDTH)).padEnd(BAR_WIDTH)}] ${Math.floor(bounded * 100)} %`;
}
