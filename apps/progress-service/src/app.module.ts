import { EventLogModule } from '@tidemark/service-kit';
import { Module } from '@nestjs/common';

/** Programs, drafts and daily statistics will live here; the log they live on is open already. */
@Module({
  imports: [EventLogModule.in('progress')],
})
export class AppModule {}
