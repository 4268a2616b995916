import { Module } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config';
import { Revocations } from './revocations';
import { TokenAuthority } from './token-authority';
import { TokenVerifier } from './token-verifier';

/** Who signs tokens, and whether one is believed. */
@Module({
  providers: [
    { provide: TokenAuthority, inject: [GatewayConfig], useFactory: TokenAuthority.open },
    { provide: Revocations, useFactory: () => new Revocations() },
    {
      provide: TokenVerifier,
      inject: [TokenAuthority, Revocations],
      useFactory: ({ rules }: TokenAuthority, revocations: Revocations) => new TokenVerifier(rules, revocations),
    },
  ],
  exports: [TokenAuthority, TokenVerifier, Revocations],
})
export class TokensModule {}
