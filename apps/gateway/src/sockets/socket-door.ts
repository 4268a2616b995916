import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Bus, type Subscription } from '@tidemark/messaging';
import { LOGGER, type Logger } from '@tidemark/service-kit';
import { GatewayConfig } from '../gateway.config';
import { Revocations } from '../tokens/revocations';
import { Admission } from './admission';
import { CatchUp } from './catch-up';
import { Kicks } from './kicks';
import { LoopLag } from './loop-lag';
import { SocketServer } from './socket-server';

/** So far behind, whoever is here goes before whoever would like to come in. */
const LAG_MAX_MS = 200;

/** Opens the sockets, and keeps them in step with what other gateways and the bus say. */
@Injectable()
export class SocketDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly lag = new LoopLag();
  private kicked: Subscription | undefined;

  constructor(
    private readonly config: GatewayConfig,
    private readonly bus: Bus,
    private readonly server: SocketServer,
    private readonly catchUp: CatchUp,
    private readonly kicks: Kicks,
    private readonly revocations: Revocations,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  open(app: NestExpressApplication): void {
    const http = app.getHttpServer();
    const { origins: allowedOrigins, trustedProxies, socketsPerAddress: perAddressMax } = this.config;
    this.server.attach(http);
    new Admission({
      allowedOrigins,
      trustedProxies,
      perAddressMax,
      isBusy: () => this.server.isLeaving || this.lag.ms > LAG_MAX_MS,
      onRefusal: ({ code }) => this.logger.debug({ code }, 'A handshake was refused.'),
    }).guard(http);
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
  }
}
