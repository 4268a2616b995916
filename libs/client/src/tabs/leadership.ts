import { SECOND } from '@tidemark/domain';
import type { DeviceClock } from '../link/device-clock';
import type { Locks } from './locks';

const LOCK = 'tidemark.leader';
/** A leader that is asked this often, and silent for so long, is replaced within less than five seconds [S11]. */
const ASK_EVERY_MS = 2 * SECOND;
const SILENT_MAX_MS = 2 * SECOND;

/** What leadership needs around it. */
export interface LeadershipParts {
  readonly locks: Locks;
  readonly clock: DeviceClock;
  /** Asks the leader to show that it is awake; its answer comes to `answered`. */
  ask(): void;
  gained(): void;
  lost(): void;
}

/**
 * One tab of a browser has the connection and empties the outbox [S1]. The lock makes sure that there is one when a tab
 * is closed; a tab that is frozen keeps its lock, so the others ask whether it is awake. An answer to a message comes
 * from a tab in the background as well, whose timers are slowed down.
 */
export class Leadership {
  isLeader = false;
  private isOver = false;
  private resign: () => void = () => undefined;
  private cancel: () => void = () => undefined;
  /** When the question was asked that has no answer yet. */
  private askedAt: number | null = null;

  constructor(private readonly parts: LeadershipParts) {}

  run(): void {
    void this.apply(false);
    this.watch();
  }

  answered(): void {
    this.askedAt = null;
  }

  /** Gives the lead up, and never takes it again. */
  end(): void {
    this.isOver = true;
    this.cancel();
    this.resign();
  }

  private async apply(steal: boolean): Promise<void> {
    try {
      await this.parts.locks.hold(LOCK, () => this.lead(), steal);
    } catch {
      // Another tab took us for frozen, and perhaps we were.
      this.step(false);
      if (!this.isOver) void this.apply(false);
    }
  }

  private async lead(): Promise<void> {
    if (this.isOver) return;
    this.step(true);
    await new Promise<void>((resolve) => (this.resign = resolve));
    this.step(false);
  }

  private step(isLeader: boolean): void {
    if (this.isLeader === isLeader) return;
    this.isLeader = isLeader;
    this.askedAt = null;
    if (isLeader) this.parts.gained();
    else this.parts.lost();
  }

  private watch(): void {
    if (this.isOver) return;
    const { clock, ask } = this.parts;
    if (!this.isLeader) {
      if (this.askedAt !== null && clock.steady() - this.askedAt >= SILENT_MAX_MS) {
        this.askedAt = null;
        void this.apply(true);
      } else if (this.askedAt === null) {
        this.askedAt = clock.steady();
        ask();
      }
    }
    this.cancel = clock.after(ASK_EVERY_MS, () => this.watch());
  }
}
