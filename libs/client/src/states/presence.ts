import { PRESENT_WITHIN_MS, SECOND, type Instant } from '@tidemark/domain';
import type { DeviceClock } from '../link/device-clock';

/** As often as the server is told of it [T8]. */
const NOTED_EVERY_MS = 30 * SECOND;
/** So many stretches are known; before them, nobody was there. */
const STRETCHES_MAX = 20;

/** When this page was awake: whoever has it open was there, and nobody while the device slept. */
export class Presence {
  private stretches: readonly { readonly from: Instant; readonly to: Instant }[] = [];
  private cancel: () => void = () => undefined;

  constructor(
    private readonly clock: DeviceClock,
    private readonly now: () => Instant,
  ) {}

  /** Takes note from now on. */
  begin(): void {
    const now = this.now();
    const last = this.stretches.at(-1);
    const goesOn = last !== undefined && now - last.to <= PRESENT_WITHIN_MS;
    this.stretches = goesOn
      ? [...this.stretches.slice(0, -1), { from: last.from, to: now }]
      : [...this.stretches, { from: now, to: now }].slice(-STRETCHES_MAX);
    this.cancel = this.clock.after(NOTED_EVERY_MS, () => this.begin());
  }

  end(): void {
    this.cancel();
  }

  /** When somebody was last there, seen from this instant; 0 where that is not known. */
  lastSeenAt(at: Instant): Instant {
    const stretch = this.stretches.findLast(({ from }) => from <= at);
    return stretch ? Math.min(stretch.to, at) : 0;
  }
}
