import { randomUUID } from 'node:crypto';
import type { FollowedPart, ProgramShown, RevisionsDto, SyncShown, WorkoutLogShown } from '@tidemark/contracts';
import { EventLog, type RecordedEvent } from '@tidemark/event-log';
import { FollowedQuery } from '../followed/followed.query';
import { ProgramController } from '../programs/program.controller';
import { programStreamOf } from '../programs/program.stream';
import type { ServiceUnderTest } from './service-under-test';

interface Wish {
  readonly commandId?: string;
  readonly at?: string;
  readonly caller?: string;
  readonly [field: string]: unknown;
}

/** Somebody who trains by one program, and speaks as the gateway does in their name. */
export class Trainee {
  constructor(
    private readonly service: ServiceUnderTest,
    readonly programId = 'strong',
    readonly userId: string = randomUUID(),
    private readonly instance = 0,
  ) {}

  /** The same person at another instance of the service. */
  at(instance: number): Trainee {
    return new Trainee(this.service, this.programId, this.userId, instance);
  }

  tell(verb: string, wish: Wish = {}): Promise<WorkoutLogShown> {
    return this.command(verb, { week_number: 1, day_number: 1, ...wish }) as Promise<WorkoutLogShown>;
  }

  sync(sessions: readonly object[], wish: Wish = {}): Promise<SyncShown> {
    return this.command('bulk-sync', { sessions, ...wish }) as Promise<SyncShown>;
  }

  async program(): Promise<ProgramShown> {
    return (await this.query('progress/program', {})) as ProgramShown;
  }

  async week(week: number): Promise<ProgramShown> {
    return (await this.query('progress/week', { week })) as ProgramShown;
  }

  followed(seen?: RevisionsDto): Promise<FollowedPart> {
    return this.app.get(FollowedQuery).since(this.userId, seen);
  }

  events(): Promise<readonly RecordedEvent[]> {
    return this.app.get(EventLog).readStream(programStreamOf(this.userId, this.programId));
  }

  private get app() {
    return this.service.apps[this.instance]!;
  }

  private command(verb: string, { commandId = randomUUID(), at, caller = 'gateway', ...data }: Wish): Promise<object> {
    const { userId, programId } = this;
    const envelope = { name: `progress/${verb}`, userId, commandId, at, correlationId: 'spec', deviceId: 'phone' };
    const said = { ...envelope, data: { programId, ...data } };
    return this.app.get(ProgramController).command(said, { subject: '', caller });
  }

  private query(name: string, data: object): Promise<object> {
    const { userId, programId } = this;
    const envelope = { name, userId, correlationId: 'spec', data: { programId, ...data } };
    return this.app.get(ProgramController).query(envelope);
  }
}
