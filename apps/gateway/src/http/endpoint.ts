import {
  accountCalls,
  heartbeatCall,
  opsContract,
  registry,
  type Access,
  type AccountCallName,
  type CommandContract,
  type OpsRight,
  type QueryContract,
  type Route,
  type Shape,
  type StreamContract,
} from '@tidemark/contracts';

/** What may be asked for over HTTP. Server and documents read the same list. */
export interface Endpoint {
  readonly name: string;
  readonly summary: string;
  readonly tag: string;
  readonly route: Route;
  readonly access: Access;
  /** What only operators may do. */
  readonly right?: OpsRight;
  readonly input: Shape;
  readonly status: 200 | 201 | 204;
  /** Where the body may be larger than usual. */
  readonly bodyBytesMax?: number;
  readonly answer: Shape | null;
  readonly refusals: readonly string[];
  readonly serves: Service;
}

/** Who answers. */
export type Service =
  | { readonly by: 'command'; readonly category: string; readonly contract: CommandContract }
  | { readonly by: 'query'; readonly category: string; readonly contract: QueryContract }
  | { readonly by: 'heartbeat' }
  | { readonly by: 'account'; readonly call: AccountCallName }
  | { readonly by: 'ops'; readonly name: string; readonly isLook: boolean };

/** What is said to it is read from a body; otherwise from the query. What stands in the path comes beside either. */
export function hasBody({ route: { method } }: Endpoint): boolean {
  return method !== 'get' && method !== 'delete';
}

/** Where an external issuer owns the accounts, the local ones have no routes. */
export function endpoints(hasLocalAccounts: boolean): readonly Endpoint[] {
  return [...accountEndpoints(hasLocalAccounts), heartbeat, ...streamEndpoints(registry), ...opsEndpoints];
}

function accountEndpoints(hasLocalAccounts: boolean): Endpoint[] {
  return Object.entries(accountCalls)
    .filter(([, { local }]) => hasLocalAccounts || !local)
    .map(([name, call]) => ({
      ...call,
      tag: 'accounts',
      input: call.body,
      serves: { by: 'account', call: name as AccountCallName },
    }));
}

const ofOps = { tag: opsContract.category, access: 'signed-in', status: 200 } as const;

const heartbeat: Endpoint = {
  ...heartbeatCall,
  tag: 'presence',
  access: 'signed-in',
  input: heartbeatCall.body,
  status: 200,
  refusals: [],
  serves: { by: 'heartbeat' },
};

/** What operators may ask and do. */
export const opsEndpoints: readonly Endpoint[] = [
  ...opsContract.looks.map(({ query: input, rejections = [], ...look }): Endpoint => ({
    ...{ ...ofOps, ...look, input, refusals: rejections, right: 'look' },
    serves: { by: 'ops', name: look.name, isLook: true },
  })),
  ...opsContract.deeds.map(({ body: input, rejections, ...deed }): Endpoint => ({
    ...{ ...ofOps, ...deed, input, refusals: rejections },
    serves: { by: 'ops', name: deed.name, isLook: false },
  })),
];

/** Every command and every question of these streams. */
export function streamEndpoints(contracts: readonly StreamContract[]): readonly Endpoint[] {
  return contracts.flatMap(({ category, commands, queries }) => [
    ...queries.map((contract): Endpoint => ({
      ...usual(category, contract),
      input: contract.query,
      refusals: contract.rejections ?? [],
      serves: { by: 'query', category, contract },
    })),
    ...commands.map((contract): Endpoint => ({
      ...usual(category, contract),
      ...(contract.status && { status: contract.status }),
      ...(contract.bodyBytesMax && { bodyBytesMax: contract.bodyBytesMax }),
      input: contract.body,
      refusals: contract.rejections,
      serves: { by: 'command', category, contract },
    })),
  ]);
}

function usual(tag: string, { name, summary, route, answer }: CommandContract | QueryContract) {
  return { name, summary, tag, route, answer, access: 'signed-in', status: 200 } as const;
}
