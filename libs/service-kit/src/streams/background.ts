import { SECOND } from '@tidemark/domain';
import type {
  BeforeApplicationShutdown,
  FactoryProvider,
  InjectionToken,
  OnApplicationBootstrap,
} from '@nestjs/common';

/** Below what a service as a whole is given to end, so that whoever hangs is named. */
const STOP_MAX_MS = 8 * SECOND;

/** Something that works by itself from the start of a service to its end: a sweeper, a relay, a projection. */
export interface Runner {
  start(): void | Promise<void>;
  stop(): Promise<void>;
}

/** Starts what a service runs in the background when everything is there, and stops it before anything is closed. */
export class Background implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly runners: readonly Runner[]) {}

  /** Provides the life of these runners to a Nest application. */
  static of(...tokens: readonly InjectionToken[]): FactoryProvider<Background> {
    return { provide: Background, inject: [...tokens], useFactory: (...runners: Runner[]) => new Background(runners) };
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const runner of this.runners) await runner.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.runners.map(stopInTime));
  }
}

async function stopInTime(runner: Runner): Promise<void> {
  let timeout: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const failure = new Error(`${runner.constructor.name} did not stop within ${STOP_MAX_MS} ms`);
    timeout = setTimeout(() => reject(failure), STOP_MAX_MS);
  });
  await Promise.race([runner.stop(), tooLate]).finally(() => clearTimeout(timeout));
}
