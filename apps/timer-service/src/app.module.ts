import { DueSweeper, ProjectionRunner, Relay } from '@tidemark/event-log';
import { Background, EventExport, EventLogModule } from '@tidemark/service-kit';
import { Module } from '@nestjs/common';
import { AccountController } from './account/account.controller';
import { AccountHandler } from './account/account.stream';
import { Erasure } from './account/erasure';
import { CheckpointCleanup } from './checkpoints/checkpoint.cleanup';
import { CheckpointController } from './checkpoints/checkpoint.controller';
import { CheckpointQuery } from './checkpoints/checkpoint.query';
import { checkpoints } from './checkpoints/checkpoint.runner';
import { ClockController } from './clock/clock.controller';
import { ClockQuery } from './clock/clock.query';
import { ClockHandler } from './clock/clock.stream';
import { DayClosing } from './closing/day-closing';
import { DayClosingController } from './closing/day-closing.controller';
import { EverythingCounted } from './closing/everything-counted';
import { OverdueDays } from './closing/overdue-days';
import { DayController } from './days/day.controller';
import { DayQuery } from './days/day.query';
import { DayReactor, dayReactor } from './days/day.reactor';
import { DayHandler } from './days/day.stream';
import { KnownDays } from './days/known-days';
import { ZoneDatabase } from './days/zone-database';
import { Zones } from './days/zones';
import { relay, replaying } from './facts/relay';
import { ReplayController } from './facts/replay.controller';
import { HistoryController } from './history/history.controller';
import { HistoryQuery } from './history/history.query';
import { letterBox } from './letters/letter-box';
import { LetterController } from './letters/letter.controller';
import { LookingBackController } from './looking-back/looking-back.controller';
import { LookingBack } from './looking-back/looking-back.query';
import { Presence } from './presence/presence';
import { PresenceController } from './presence/presence.controller';
import { PresenceQuery } from './presence/presence.query';
import { TimerController } from './timer/timer.controller';
import { TimerQuery } from './timer/timer.query';
import { TimerHandler } from './timer/timer.stream';
import { sweeper } from './timer/timer.sweeper';

@Module({
  imports: [EventLogModule.in('timer')],
  controllers: [
    TimerController, // wishes and questions of people
    ClockController,
    DayController,
    PresenceController,
    CheckpointController,
    LookingBackController,
    AccountController,
    DayClosingController, // tasks and questions of other services
    HistoryController,
    LetterController,
    ReplayController,
  ],
  providers: [
    TimerHandler, // decides
    ClockHandler,
    DayHandler,
    AccountHandler,
    KnownDays,
    Zones,
    TimerQuery, // shows
    ClockQuery,
    DayQuery,
    Presence, // who is there
    PresenceQuery,
    sweeper, // time in: deadlines
    DayClosing, // and the ends of days
    EverythingCounted,
    OverdueDays,
    ZoneDatabase,
    dayReactor, // from timers and work clocks to days
    relay, // facts out
    replaying,
    checkpoints, // what ops and clients read
    CheckpointQuery,
    CheckpointCleanup,
    LookingBack,
    HistoryQuery, // what other services read
    letterBox, // what could not be applied
    Erasure, // what a person may ask of us about themselves
    EventExport,
    Background.of(ProjectionRunner, DayReactor, Relay, DueSweeper, OverdueDays, ZoneDatabase),
  ],
})
export class AppModule {}
