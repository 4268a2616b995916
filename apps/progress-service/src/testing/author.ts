import { randomUUID } from 'node:crypto';
import type {
  DraftDifferenceShown,
  DraftOfferShown,
  DraftShown,
  DraftsShown,
  DraftVersionsShown,
  FollowedPart,
  RevisionsDto,
} from '@tidemark/contracts';
import { EventLog, type RecordedEvent } from '@tidemark/event-log';
import { DraftController } from '../drafts/draft.controller';
import { FollowedQuery } from '../followed/followed.query';
import type { ServiceUnderTest } from './service-under-test';

interface Wish {
  readonly commandId?: string;
  readonly at?: string;
  readonly caller?: string;
  readonly deviceId?: string;
  readonly [field: string]: unknown;
}

/** Somebody who fills in forms, and speaks as the gateway does in their name. */
export class Author {
  constructor(
    private readonly service: ServiceUnderTest,
    readonly userId: string = randomUUID(),
    private readonly instance = 0,
  ) {}

  /** The same person at another instance of the service. */
  at(instance: number): Author {
    return new Author(this.service, this.userId, instance);
  }

  create(data: object, wish: Wish = {}): Promise<DraftShown> {
    return this.tell('create', { profileId: 'garage', data, ...wish });
  }

  tell(verb: string, wish: Wish): Promise<DraftShown> {
    const { commandId = randomUUID(), at, caller = 'gateway', deviceId = 'phone', ...data } = wish;
    const { userId } = this;
    const envelope = { name: `draft/${verb}`, userId, commandId, at, correlationId: 'spec', deviceId, data };
    return this.app.get(DraftController).command(envelope, { subject: '', caller }) as Promise<DraftShown>;
  }

  one(id: string): Promise<DraftShown> {
    return this.ask('get', { id }) as Promise<DraftShown>;
  }

  list(asked: object = {}): Promise<DraftsShown> {
    return this.ask('list', asked) as Promise<DraftsShown>;
  }

  offer(profileId = 'garage'): Promise<DraftOfferShown> {
    return this.ask('offer', { profileId }) as Promise<DraftOfferShown>;
  }

  versions(id: string, asked: object = {}): Promise<DraftVersionsShown> {
    return this.ask('versions', { id, ...asked }) as Promise<DraftVersionsShown>;
  }

  difference(id: string, from: number, to: number): Promise<DraftDifferenceShown> {
    return this.ask('diff', { id, from, to }) as Promise<DraftDifferenceShown>;
  }

  ask(name: string, data: object): Promise<object> {
    return this.app
      .get(DraftController)
      .query({ name: `draft/${name}`, userId: this.userId, correlationId: 'spec', data });
  }

  followed(seen?: RevisionsDto): Promise<FollowedPart> {
    return this.app.get(FollowedQuery).since(this.userId, seen);
  }

  events(id: string): Promise<readonly RecordedEvent[]> {
    return this.app.get(EventLog).readStream(`draft-${id}`);
  }

  private get app() {
    return this.service.apps[this.instance]!;
  }
}

/** The code of a refusal. */
export function codeOf(failed: Promise<unknown>): Promise<string | undefined> {
  return failed.then(
    () => 'done',
    (failure: { code?: string }) => failure.code,
  );
}

/** A form that takes exactly so many bytes. */
export function filled(bytes: number): { readonly note: string } {
  return { note: 'x'.repeat(bytes - '{"note":""}'.length) };
}
