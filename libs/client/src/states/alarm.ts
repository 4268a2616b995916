import type { Instant } from '@tidemark/domain';
import type { DeviceClock } from '../link/device-clock';

/** Rings when a session ends by itself, for that ends here as well while nobody can say so. */
export class Alarm {
  private cancel: () => void = () => undefined;

  constructor(
    private readonly clock: DeviceClock,
    private readonly now: () => Instant,
    private readonly ring: () => void,
  ) {}

  /** Instead of any earlier one. What is over has rung. */
  set(at: Instant | null): void {
    this.cancel();
    const now = this.now();
    if (at !== null && at > now) this.cancel = this.clock.after(at - now + 1, this.ring);
  }
}
