import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module';
import { CallsModule } from './calls/calls.module';
import { HttpModule } from './http/http.module';
import { SocketsModule } from './sockets/sockets.module';
import { TokensModule } from './tokens/tokens.module';

@Module({
  imports: [
    TokensModule, // who are you
    CallsModule, // the services behind us
    AccountsModule, // signing up, signing in, leaving
    HttpModule, // requests in
    SocketsModule, // requests in, changes out
  ],
})
export class AppModule {}
