import {
  checked,
  statusOf,
  type CommandContract,
  type CommandEnvelope,
  type Given as Known,
} from '@tidemark/contracts';
import { fromIso, Rejection, type AnyCommand, type AnyEvent } from '@tidemark/domain';
import type { Context, Given } from '@tidemark/event-log';
import type { Logger } from '../logger';
import { commandHash } from './command-hash';
import type { ServedStream } from './served-stream';

/** The one service that checks bodies before it sends them. */
const VALIDATES_ITSELF = 'gateway';
/** The refusals that are about the present state; of others it explains nothing. */
const CONFLICT = 409;

/** Answers every command of one stream type as its contract says. */
export class StreamCommands<
  State,
  Command extends AnyCommand,
  Event extends AnyEvent,
  Extra extends Context,
  Found extends object = object,
> {
  private readonly contracts: ReadonlyMap<string, CommandContract<object, Command, Given<Extra> & Known & Found>>;

  constructor(
    private readonly stream: ServedStream<State, Command, Event, Extra, Found>,
    private readonly logger: Pick<Logger, 'debug'>,
  ) {
    this.contracts = new Map(stream.contract.commands.map((contract) => [contract.name, contract]));
  }

  /** The view after the command, the same for every repetition of its key; a conflict carries the view in its details. */
  async answer(envelope: CommandEnvelope, caller: string): Promise<object> {
    const contract = this.contracts.get(envelope.name);
    if (!contract) throw new Rejection('command/not-found', 'There is no such command.');
    const { userId, commandId, at, deviceId, correlationId } = envelope;
    const body = caller === VALIDATES_ITSELF ? envelope.data : checked(contract.body, envelope.data);
    const order = {
      userId,
      streamId: this.stream.streamIdOf(userId, body, commandId),
      commandId,
      hash: commandHash(envelope),
      at: at === undefined ? undefined : fromIso(at),
      deviceId,
      correlationId,
    };
    const found = (await this.stream.lookUp?.({ name: envelope.name, userId, commandId, body })) as Found;
    const outcome = await this.stream.handler.handle(order, contract.decides as Command['type'], (given) =>
      contract.toCommand(body, { ...given, ...found, deviceId: deviceId ?? null }),
    );
    const { state, version, position: revision, recordedAt } = outcome;
    const told = { userId, name: envelope.name, commandId, correlationId, version };
    this.logger.debug({ ...told, outcome: outcome.rejection?.code ?? 'done' }, 'A command is decided.');
    const seen = { name: envelope.name, body, userId, now: recordedAt, lastSeenAt: recordedAt, version, revision };
    const { stream } = this;
    if (outcome.rejection) {
      const { code, message, details } = outcome.rejection;
      if (statusOf(code) !== CONFLICT) throw outcome.rejection;
      throw new Rejection(code, message, { ...details, ...(await stream.view(state, seen)) });
    }
    return stream.answer ? stream.answer(outcome, seen) : stream.view(state, seen);
  }
}
