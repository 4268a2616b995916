import type { Instant, TimerSettings } from '@tidemark/domain';
import type { Shape } from './fields';

/** What the service knows at the moment of deciding; deciders get it inside their commands. */
export interface Given {
  readonly at: Instant;
  readonly receivedAt: Instant;
  /** Fresh for each attempt at deciding. */
  readonly newId: string;
  readonly settings: TimerSettings;
}

/** Where something is asked for over HTTP. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
}

/** A command on all its surfaces: HTTP route, socket and bus name, body, answer and refusals. */
export interface CommandContract<Dto extends object = object, Command = unknown> {
  readonly name: string;
  readonly summary: string;
  readonly route: Route;
  readonly body: Shape<Dto>;
  readonly answer: Shape;
  readonly rejections: readonly string[];
  /** The command type that the decider knows. */
  readonly decides: string;
  toCommand(dto: Dto, given: Given): Command;
}

/** A question on its surfaces: HTTP route, bus name, parameters and answer. */
export interface QueryContract<Dto extends object = object> {
  readonly name: string;
  readonly summary: string;
  readonly route: Route;
  readonly query: Shape<Dto>;
  readonly answer: Shape;
}

/** Everything the outside may say to one kind of stream. */
export interface StreamContract<Command = unknown> {
  readonly category: string;
  /** The kind under which clients hear of changes. */
  readonly kind: string;
  readonly commands: readonly CommandContract<object, Command>[];
  readonly queries: readonly QueryContract[];
}
