import { DueSweeper, Relay } from '@tidemark/event-log';
import { Background, EventExport, EventLogModule } from '@tidemark/service-kit';
import { Module } from '@nestjs/common';
import { AccountController } from './account/account.controller';
import { Erasure } from './account/erasure';
import { Bookkeeper } from './books/bookkeeper';
import { BookShelf } from '@tidemark/projections';
import { CatchUp } from './books/catch-up';
import { ClockFacts, clockFacts, DayFacts, dayFacts, TimerFacts, timerFacts } from './books/fact.consumers';
import { letterBox } from './books/letter-box';
import { Owner } from './books/owner';
import { DraftCleanup } from './drafts/draft.cleanup';
import { DraftController } from './drafts/draft.controller';
import { DraftHistoryQuery } from './drafts/draft-history.query';
import { DraftLookup } from './drafts/draft-lookup';
import { DraftQuery } from './drafts/draft.query';
import { DraftHandler } from './drafts/draft.stream';
import { sweeper } from './drafts/draft.sweeper';
import { relay, replaying } from './facts/relay';
import { ReplayController } from './facts/replay.controller';
import { FollowedController } from './followed/followed.controller';
import { FollowedQuery } from './followed/followed.query';
import { MissedDrafts } from './followed/missed-drafts';
import { MissedWorkouts } from './followed/missed-workouts';
import { ProgramController } from './programs/program.controller';
import { ProgramHandler } from './programs/program.stream';
import { DailyStatsQuery } from './stats/daily-stats.query';
import { ResetQuery } from './stats/reset.query';
import { StatsController } from './stats/stats.controller';
import { TimelineQuery } from './stats/timeline.query';
import { DayBackfill } from './tasks/day-backfill';
import { Forgetting } from './tasks/forgetting';
import { LedgerCheck } from './tasks/ledger-check';
import { TaskController } from './tasks/task.controller';

@Module({
  imports: [EventLogModule.in('progress')],
  controllers: [
    ProgramController, // wishes and questions in
    DraftController,
    FollowedController,
    StatsController,
    AccountController,
    TaskController,
    ReplayController,
  ],
  providers: [
    ProgramHandler, // decides
    DraftHandler,
    DraftLookup,
    sweeper, // time in
    DraftCleanup,
    relay, // facts out
    replaying,
    FollowedQuery, // what devices missed
    MissedWorkouts,
    MissedDrafts,
    DraftQuery, // what clients read
    DraftHistoryQuery,
    timerFacts, // what happened elsewhere comes in
    clockFacts,
    dayFacts,
    CatchUp, // what did not come is fetched
    letterBox, // what could not be entered
    Owner,
    Bookkeeper, // each event once, into the books of its user
    BookShelf,
    DailyStatsQuery,
    ResetQuery,
    TimelineQuery,
    LedgerCheck, // what ops ask for
    DayBackfill,
    Erasure, // what a person may ask of us about themselves
    Forgetting,
    EventExport,
    Background.of(TimerFacts, ClockFacts, DayFacts, Relay, DueSweeper),
  ],
})
export class AppModule {}
