import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SECOND } from '@tidemark/domain';
import { Bus, type Subscription } from '@tidemark/messaging';
import { metrics } from '@tidemark/service-kit';
import { GatewayConfig } from '../gateway.config';
import { Revocations } from '../tokens/revocations';
import { Admission } from './admission';
import { CatchUp } from './catch-up';
import { Kicks } from './kicks';
import { LoopLag } from './loop-lag';
import { SocketServer } from './socket-server';

/** So far behind, whoever is here goes before whoever would like to come in. */
const LAG_MAX_MS = 200;
/** A device that does not answer our goodbye is not waited for longer. */
const LEAVE_WITHIN_MS = 2 * SECOND;
const LOOK_EVERY_MS = 20;

/** Opens the sockets, and keeps them in step with what other gateways and the bus say. */
@Injectable()
export class SocketDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly lag = new LoopLag();
  private admission: Admission | undefined;
  private kicked: Subscription | undefined;

  constructor(
    private readonly config: GatewayConfig,
    private readonly bus: Bus,
    private readonly server: SocketServer,
    private readonly catchUp: CatchUp,
    private readonly kicks: Kicks,
    private readonly revocations: Revocations,
  ) {}

  open(app: NestExpressApplication): void {
    const http = app.getHttpServer();
    const { origins: allowedOrigins, trustedProxies, socketsPerAddress: perAddressMax } = this.config;
    this.server.attach(http);
    this.admission = new Admission({
      allowedOrigins,
      trustedProxies,
      perAddressMax,
      isBusy: () => this.server.isLeaving || this.lag.ms > LAG_MAX_MS,
      onRefusal: ({ code }) => metrics.handshakes.inc({ outcome: code }),
    });
    this.admission.guard(http);
  }

  onApplicationBootstrap(): void {
    this.kicked = this.kicks.listen((userId, at) => {
      this.revocations.revoke(userId, at);
      this.server.kick(userId);
    });
    this.bus.onStatus((status) => {
      if (status === 'reconnected') void this.catchUp.run();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.lag.stop();
    this.kicked?.unsubscribe();
    await this.server.close();
    const cutAt = Date.now() + LEAVE_WITHIN_MS;
    while (this.admission && this.admission.size > 0 && Date.now() < cutAt) await pause(LOOK_EVERY_MS);
    this.admission?.cutAll();
  }
}
