import { Background, EventLogModule } from '@tidemark/service-kit';
import { Module } from '@nestjs/common';
import { Bookkeeper } from './books/bookkeeper';
import { BookShelf } from './books/book-shelf';
import { CatchUp } from './books/catch-up';
import { DayFacts, dayFacts, TimerFacts, timerFacts } from './books/fact.consumers';
import { Owner } from './books/owner';
import { DailyStatsQuery } from './stats/daily-stats.query';
import { ResetQuery } from './stats/reset.query';
import { StatsController } from './stats/stats.controller';
import { TimelineQuery } from './stats/timeline.query';
import { Forgetting } from './tasks/forgetting';
import { LedgerCheck } from './tasks/ledger-check';
import { TaskController } from './tasks/task.controller';

/** Programs and drafts will live here too; the log they live on is open already. */
@Module({
  imports: [EventLogModule.in('progress')],
  controllers: [StatsController, TaskController], // questions and tasks in
  providers: [
    timerFacts, // what happened elsewhere comes in
    dayFacts,
    CatchUp, // what did not come is fetched
    Owner,
    Bookkeeper, // each event once, into the books of its user
    BookShelf,
    DailyStatsQuery, // what clients read
    ResetQuery,
    TimelineQuery,
    LedgerCheck, // what ops ask for
    Forgetting,
    Background.of(TimerFacts, DayFacts),
  ],
})
export class AppModule {}
