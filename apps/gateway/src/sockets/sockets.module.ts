import { Module } from '@nestjs/common';
import { isBug, type Refusal } from '@tidemark/contracts';
import { DatabaseClock } from '@tidemark/event-log';
import { Bus } from '@tidemark/messaging';
import { LOGGER, metrics, type Logger } from '@tidemark/service-kit';
import { AccountsModule } from '../accounts/accounts.module';
import { Backend } from '../calls/backend';
import { CallsModule, UserLimiter } from '../calls/calls.module';
import { GatewayConfig } from '../gateway.config';
import { TokensModule } from '../tokens/tokens.module';
import { TokenVerifier } from '../tokens/token-verifier';
import { CatchUp } from './catch-up';
import { SocketDoor } from './socket-door';
import { SocketRequests } from './socket-requests';
import { SocketServer } from './socket-server';
import { UserChannels } from './user-channels';

/** What devices say, and what they are told. */
@Module({
  imports: [TokensModule, CallsModule, AccountsModule],
  providers: [
    { provide: UserChannels, inject: [Bus], useFactory: (bus: Bus) => new UserChannels(bus) },
    {
      provide: CatchUp,
      inject: [UserChannels, Backend, LOGGER],
      useFactory: (channels: UserChannels, backend: Backend, logger: Logger) =>
        new CatchUp(channels, backend, reportTo(logger)),
    },
    {
      provide: SocketRequests,
      inject: [Backend, TokenVerifier, UserLimiter, DatabaseClock, LOGGER],
      useFactory: (
        backend: Backend,
        verifier: TokenVerifier,
        perUser: UserLimiter,
        clock: DatabaseClock,
        logger: Logger,
      ) => new SocketRequests(backend, verifier, perUser, clock, observeWith(logger)),
    },
    {
      provide: SocketServer,
      inject: [GatewayConfig, Backend, TokenVerifier, UserChannels, SocketRequests, LOGGER],
      useFactory: (
        { socketsPerUser: perUserMax }: GatewayConfig,
        backend: Backend,
        verifier: TokenVerifier,
        channels: UserChannels,
        requests: SocketRequests,
        logger: Logger,
      ) => {
        const onCount = (sockets: number) => metrics.sockets.set(sockets);
        const onCut = () => metrics.socketsCut.inc();
        const onHandshake = (outcome: string) => metrics.handshakes.inc({ outcome });
        const onFailure = reportTo(logger);
        return new SocketServer({
          backend,
          verifier,
          channels,
          requests,
          perUserMax,
          onFailure,
          onCount,
          onCut,
          onHandshake,
        });
      },
    },
    SocketDoor,
  ],
})
export class SocketsModule {}

function reportTo(logger: Logger) {
  return (error: unknown) => logger.warn({ err: error }, 'A socket could not be served.');
}

function observeWith(logger: Logger) {
  return (event: string, refusal: Refusal | undefined, error?: unknown) => {
    metrics.commands.inc({ name: event, outcome: refusal?.code ?? 'done' });
    if (refusal && isBug(refusal)) logger.error({ err: error, event }, 'Nobody expected this error.');
  };
}
