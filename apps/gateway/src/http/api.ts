import { checked, HeartbeatDto, InvalidRequest, isKey, NoQueryDto, notAKey, type Shape } from '@tidemark/contracts';
import { inSpan } from '@tidemark/messaging';
import { SpanKind } from '@opentelemetry/api';
import type { ErrorRequestHandler, Express, NextFunction, Request, RequestHandler, Response } from 'express';
import type { AccountDesk } from '../accounts/account-desk';
import type { Backend } from '../calls/backend';
import type { Caller } from '../calls/caller';
import { commandInput } from '../calls/command-input';
import type { Limiter } from '../limits/limiter';
import type { OpsCalls } from '../ops/ops-calls';
import { admitOperator } from '../ops/ops-role';
import { AuthFailure } from '../tokens/auth-failure';
import type { Identity, TokenVerifier } from '../tokens/token-verifier';
import { addressOf } from './address';
import { hasBody, type Endpoint } from './endpoint';
import { refusalOfHttp } from './failure';
import { jsonBody } from './json-body';
import { byPath, patternOf, withPath } from './path-fields';
import { queryOf } from './query-string';
import { requestIdOf } from './request-id';

export interface ApiParts {
  readonly verifier: TokenVerifier;
  readonly deeds: Limiter;
  readonly looks: Limiter;
  readonly backend: Backend;
  readonly accounts: AccountDesk;
  readonly ops: Pick<OpsCalls, 'ask'>;
  readonly bodyBytesMax: number;
  readonly trustedProxies: number;
  /** Told how every request ended. */
  observe(name: string, outcome: string): void;
}

type Answer = (request: Request, said: unknown, caller: Caller, identity: Identity | undefined) => Answered;
type Answered = Promise<object | void>;

/** One path for every endpoint: who is it, how often, what is said, and then whoever answers. */
export class Api {
  constructor(private readonly parts: ApiParts) {}

  serve(app: Express, endpoints: readonly Endpoint[]): void {
    for (const endpoint of [...endpoints].sort(byPath)) {
      const { route, bodyBytesMax = this.parts.bodyBytesMax } = endpoint;
      const body = route.method === 'get' ? [] : jsonBody(bodyBytesMax);
      app[route.method](
        patternOf(route),
        this.letIn(endpoint),
        ...body,
        this.answerTo(endpoint),
        this.observeFailure(endpoint),
      );
    }
  }

  private letIn({ access, right, route: { method } }: Endpoint): RequestHandler {
    const perUser = method === 'get' ? this.parts.looks : this.parts.deeds;
    return async (request: Request, response: Response, next: NextFunction) => {
      const identity = await this.identify(request, access);
      if (right) admitOperator(identity, right);
      if (identity) perUser.admit(identity.userId);
      response.locals.identity = identity;
      next();
    };
  }

  private answerTo(endpoint: Endpoint): RequestHandler {
    const { name, input: shape, status } = endpoint;
    const answer = this.answerOf(endpoint);
    return async (request: Request, response: Response) => {
      const identity = response.locals.identity as Identity | undefined;
      const beside = hasBody(endpoint) ? bodyOf(request) : besideBody(shape, request);
      const said = withPath(shape, beside, request.params);
      const begins = requestIdOf(response);
      const caller = callerOf(request, begins, identity);
      const door = { name: `http ${name}`, kind: SpanKind.SERVER, begins };
      const body = await inSpan(door, () => answer(request, said, caller, identity));
      this.parts.observe(name, 'done');
      response.status(status);
      if (body === undefined) response.end();
      else response.json(body);
    };
  }

  private observeFailure({ name }: Endpoint): ErrorRequestHandler {
    return (error: unknown, _: Request, __: Response, next: NextFunction) => {
      this.parts.observe(name, refusalOfHttp(error).code);
      next(error);
    };
  }

  private answerOf({ input: shape, serves }: Endpoint): Answer {
    const { backend, accounts, ops, trustedProxies } = this.parts;
    switch (serves.by) {
      case 'command': {
        const { category, contract } = serves;
        return async (request, said, caller) => {
          const key = { place: 'Idempotency-Key', value: request.get('idempotency-key') };
          return backend.command(category, contract.name, commandInput(contract, said, key), caller);
        };
      }
      case 'query': {
        const { category, contract } = serves;
        return async (_, said, caller) => backend.query(category, contract.name, checked(shape, said), caller);
      }
      case 'heartbeat':
        return async (_, said, caller) => backend.heartbeat(checked(HeartbeatDto, said), caller);
      case 'ops':
        return async (_, said, caller) => ops.ask(serves, checked(shape, said), caller);
      case 'account': {
        const answer = accounts[serves.call];
        if (!answer) throw new Error(`Nobody answers ${serves.call}.`);
        return async (request, said, caller, identity) =>
          answer({ input: checked(shape, said), identity, caller, address: addressOf(request, trustedProxies) });
      }
    }
  }

  private async identify(request: Request, access: Endpoint['access']): Promise<Identity | undefined> {
    const { authorization } = request.headers;
    if (access === 'open' || (access === 'welcome' && authorization === undefined)) return undefined;
    return this.parts.verifier.verify(tokenIn(authorization));
  }
}

/** What stands in the query where a body is read would go unheard, so it is refused like any unknown field. */
function bodyOf({ body, originalUrl }: Request): unknown {
  if (originalUrl.includes('?')) checked(NoQueryDto, queryOf(NoQueryDto, originalUrl));
  return body;
}

/** Some clients send a body even to delete; who says the same field in the query too may mean two things. */
function besideBody(shape: Shape, { body = {}, originalUrl }: Request): unknown {
  const query = queryOf(shape, originalUrl);
  // Anything else is refused by the rules of the shape, in their words.
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const twice = Object.keys(query).filter((name) => Object.hasOwn(body as object, name));
  if (twice.length > 0) throw new InvalidRequest(twice.map(alreadyInQuery));
  return { ...query, ...body };
}

function alreadyInQuery(name: string) {
  return { path: name, rule: 'once', message: `${name} is in the query already.` };
}

const BEARER = /^Bearer +(\S+)$/i;

function tokenIn(authorization: string | undefined): string {
  if (authorization === undefined) throw new AuthFailure('auth/missing');
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) throw new AuthFailure('auth/invalid');
  return token;
}

function callerOf(request: Request, correlationId: string, identity: Identity | undefined): Caller {
  const deviceId = request.get('x-device-id');
  if (deviceId !== undefined && !isKey(deviceId)) {
    throw new InvalidRequest([notAKey('X-Device-Id')]);
  }
  return { userId: identity?.userId ?? '', deviceId, correlationId };
}
