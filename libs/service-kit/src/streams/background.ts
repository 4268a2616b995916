import type {
  BeforeApplicationShutdown,
  FactoryProvider,
  InjectionToken,
  OnApplicationBootstrap,
} from '@nestjs/common';

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
    await Promise.all(this.runners.map((runner) => runner.stop()));
  }
}
