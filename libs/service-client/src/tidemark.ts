import { randomUUID } from 'node:crypto';
import { registry, type Reply } from '@tidemark/contracts';
import { commandSubject, querySubject, type Bus } from '@tidemark/messaging';
import { Refused } from './refused';
import type { CommandAnswer, CommandName, CommandSaid, QuestionAnswer, QuestionName, QuestionSaid } from './spoken';

/** What may be told beside a command. */
export interface Beside {
  /** Made from what causes the command, so that a second try is the same wish: the id of a fact, or of an order. */
  readonly commandId?: string;
  /** When it really happened; at most a day ago. */
  readonly at?: Date;
  /** Shown to the user's devices as its origin. */
  readonly deviceId?: string;
}

const subjects = new Map(
  registry.flatMap(({ category, commands, queries }) => [
    ...commands.map(({ name }) => [name, commandSubject(category)] as const),
    ...queries.map(({ name }) => [name, querySubject(category)] as const),
  ]),
);

/** Tidemark as another service sees it. A refusal is thrown as `Refused`; where nobody answers, `Unavailable` is. */
export class Tidemark {
  constructor(private readonly bus: Bus) {}

  /** Commands something in the name of a user; with the same `commandId` it happens once, however often it is said. */
  command<Name extends CommandName>(
    name: Name,
    userId: string,
    data: CommandSaid<Name>,
    { commandId = randomUUID(), at, deviceId }: Beside = {},
  ): Promise<CommandAnswer<Name>> {
    return this.say(name, { userId, commandId, at: at?.toISOString(), deviceId, data });
  }

  /** Asks something about a user. */
  ask<Name extends QuestionName>(name: Name, userId: string, data: QuestionSaid<Name>): Promise<QuestionAnswer<Name>> {
    return this.say(name, { userId, data });
  }

  private async say<Answer>(name: string, envelope: object): Promise<Answer> {
    const subject = subjects.get(name);
    if (subject === undefined) throw new Error(`Nobody knows ${name}.`);
    const reply: Reply<Answer> = await this.bus.request(subject, { name, ...envelope });
    if (!reply.ok) throw new Refused(reply.error);
    return reply.body;
  }
}
