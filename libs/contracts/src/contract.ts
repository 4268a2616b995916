import type { Instant } from '@tidemark/domain';
import type { Shape } from './fields';
import type { RevisionsDto } from './revisions';

/** What the service knows at the moment of deciding; deciders get it inside their commands. */
export interface Given {
  readonly at: Instant;
  readonly receivedAt: Instant;
  /** Fresh for each attempt at deciding. */
  readonly newId: string;
  /** Where it was said, as far as anybody told. */
  readonly deviceId: string | null;
}

/** Where something is asked for over HTTP; a name in braces is a field that stands in the path. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
}

/** A command on all its surfaces: HTTP route, socket and bus name, body, answer and refusals. */
export interface CommandContract<Dto extends object = object, Command = unknown, Known extends Given = Given> {
  readonly name: string;
  readonly summary: string;
  readonly route: Route;
  readonly body: Shape<Dto>;
  readonly answer: Shape;
  /** What HTTP answers when it is done: 200 unless told. */
  readonly status?: 201;
  /** How large a body may be, where that is more than usual; on sockets it is what it always is. */
  readonly bodyBytesMax?: number;
  readonly rejections: readonly string[];
  /** The command type that the decider knows. */
  readonly decides: string;
  toCommand(dto: Dto, given: Known): Command;
}

/** A question on its surfaces: HTTP route, bus name, parameters and answer. */
export interface QueryContract<Dto extends object = object> {
  readonly name: string;
  readonly summary: string;
  readonly route: Route;
  readonly query: Shape<Dto>;
  readonly answer: Shape;
  /** How it is refused where what is asked for need not be there. */
  readonly rejections?: readonly string[];
}

/** Everything the outside may say to one kind of stream, and how clients hear of it. */
export interface StreamContract<Command = unknown, Known extends Given = Given> {
  readonly category: string;
  /** The name under which clients tell how far they have seen; null where there is nothing to follow. */
  readonly revision: keyof RevisionsDto | null;
  /** The kinds under which clients hear of changes; where there are several, a fact's state has one part for each. */
  readonly kinds: readonly string[];
  /** What of these an event changes. */
  kindsOf(eventType: string): readonly string[];
  /** Where the state of a fact is only a part of its stream: which part. News of one part do not replace those of another. */
  partOf?(state: object): string;
  readonly commands: readonly CommandContract<object, Command, Known>[];
  readonly queries: readonly QueryContract[];
}
