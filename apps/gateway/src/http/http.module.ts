import { Module } from '@nestjs/common';
import { Bus } from '@tidemark/messaging';
import { metrics } from '@tidemark/service-kit';
import { ACCOUNT_DESK, AccountsModule } from '../accounts/accounts.module';
import type { AccountDesk } from '../accounts/account-desk';
import { Backend } from '../calls/backend';
import { CallsModule, LookLimiter, UserLimiter } from '../calls/calls.module';
import { OpsCalls } from '../ops/ops-calls';
import { TokensModule } from '../tokens/tokens.module';
import { TokenVerifier } from '../tokens/token-verifier';
import { GatewayConfig } from '../gateway.config';
import { Api } from './api';
import { HttpDoor } from './http-door';

/** Every route, from the lists of the contracts. */
@Module({
  imports: [TokensModule, CallsModule, AccountsModule],
  providers: [
    {
      provide: Api,
      inject: [GatewayConfig, TokenVerifier, UserLimiter, LookLimiter, Backend, ACCOUNT_DESK, Bus],
      useFactory: (
        { bodyBytesMax, trustedProxies }: GatewayConfig,
        verifier: TokenVerifier,
        deeds: UserLimiter,
        looks: LookLimiter,
        backend: Backend,
        accounts: AccountDesk,
        bus: Bus,
      ) => {
        const observe = (name: string, outcome: string) => metrics.commands.inc({ name, outcome });
        const ops = new OpsCalls(bus);
        return new Api({ verifier, deeds, looks, backend, accounts, ops, bodyBytesMax, trustedProxies, observe });
      },
    },
    HttpDoor,
  ],
})
export class HttpModule {}
