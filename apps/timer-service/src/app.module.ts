import { DueSweeper, ProjectionRunner, Relay } from '@tidemark/event-log';
import { Background, EventLogModule } from '@tidemark/service-kit';
import { Module } from '@nestjs/common';
import { AccountController } from './account/account.controller';
import { Erasure } from './account/erasure';
import { TimerExport } from './account/timer-export';
import { CheckpointCleanup } from './checkpoints/checkpoint.cleanup';
import { CheckpointController } from './checkpoints/checkpoint.controller';
import { CheckpointQuery } from './checkpoints/checkpoint.query';
import { checkpoints } from './checkpoints/checkpoint.runner';
import { Presence } from './presence/presence';
import { PresenceController } from './presence/presence.controller';
import { PresenceQuery } from './presence/presence.query';
import { TimerController } from './timer/timer.controller';
import { TimerQuery } from './timer/timer.query';
import { relay, sweeper } from './timer/timer.runners';
import { TimerHandler } from './timer/timer.stream';

@Module({
  imports: [EventLogModule.in('timer')],
  controllers: [TimerController, PresenceController, CheckpointController, AccountController], // wishes and questions in
  providers: [
    TimerHandler, // decides
    TimerQuery, // shows
    Presence, // who is there
    PresenceQuery,
    sweeper, // time in
    relay, // facts out
    checkpoints, // what ops and clients read
    CheckpointQuery,
    CheckpointCleanup,
    Erasure, // what a person may ask of us about themselves
    TimerExport,
    Background.of(ProjectionRunner, Relay, DueSweeper),
  ],
})
export class AppModule {}
