import { DueSweeper, ProjectionRunner, Relay } from '@tidemark/event-log';
import { Background, EventExport, EventLogModule } from '@tidemark/service-kit';
import { Module } from '@nestjs/common';
import { AccountController } from './account/account.controller';
import { Erasure } from './account/erasure';
import { CheckpointCleanup } from './checkpoints/checkpoint.cleanup';
import { CheckpointController } from './checkpoints/checkpoint.controller';
import { CheckpointQuery } from './checkpoints/checkpoint.query';
import { checkpoints } from './checkpoints/checkpoint.runner';
import { ClockController } from './clock/clock.controller';
import { ClockQuery } from './clock/clock.query';
import { ClockHandler } from './clock/clock.stream';
import { DayClosing } from './days/day.closing';
import { DayClosingController } from './days/day-closing.controller';
import { DayController } from './days/day.controller';
import { DayQuery } from './days/day.query';
import { DayReactor, dayReactor } from './days/day.reactor';
import { KnownDays } from './days/known-days';
import { DayHandler } from './days/day.stream';
import { Zones } from './days/day.zones';
import { ZoneDatabase } from './days/zone-database';
import { EverythingCounted } from './days/everything-counted';
import { OverdueDays } from './days/overdue-days';
import { relay } from './facts/relay';
import { HistoryController } from './history/history.controller';
import { HistoryQuery } from './history/history.query';
import { LookingBackController } from './looking-back/looking-back.controller';
import { LookingBack } from './looking-back/looking-back.query';
import { Presence } from './presence/presence';
import { PresenceController } from './presence/presence.controller';
import { PresenceQuery } from './presence/presence.query';
import { TimerController } from './timer/timer.controller';
import { TimerQuery } from './timer/timer.query';
import { sweeper } from './timer/timer.sweeper';
import { TimerHandler } from './timer/timer.stream';

@Module({
  imports: [EventLogModule.in('timer')],
  controllers: [
    TimerController, // wishes and questions in
    ClockController,
    DayController,
    DayClosingController,
    PresenceController,
    CheckpointController,
    LookingBackController,
    AccountController,
    HistoryController,
  ],
  providers: [
    TimerHandler, // decides
    ClockHandler,
    DayHandler,
    KnownDays,
    Zones,
    TimerQuery, // shows
    ClockQuery,
    DayQuery,
    Presence, // who is there
    PresenceQuery,
    sweeper, // time in
    DayClosing,
    EverythingCounted,
    OverdueDays,
    ZoneDatabase,
    dayReactor, // from timers to days
    relay, // facts out
    checkpoints, // what ops and clients read
    CheckpointQuery,
    LookingBack,
    CheckpointCleanup,
    HistoryQuery, // what other services read
    Erasure, // what a person may ask of us about themselves
    EventExport,
    Background.of(ProjectionRunner, DayReactor, Relay, DueSweeper, OverdueDays, ZoneDatabase),
  ],
})
export class AppModule {}
