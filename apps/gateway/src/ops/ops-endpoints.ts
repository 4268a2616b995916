import { opsContract } from '@tidemark/contracts';
import type { Endpoint } from '../http/endpoint';

const usual = { tag: opsContract.category, access: 'signed-in', status: 200 } as const;

/** What operators may ask and do. */
export const opsEndpoints: readonly Endpoint[] = [
  ...opsContract.looks.map(({ query, rejections = [], ...look }): Endpoint => ({
    ...{ ...usual, ...look, input: query, refusals: rejections },
    right: 'look',
    serves: { by: 'ops', name: look.name, isLook: true },
  })),
  ...opsContract.deeds.map(({ body, rejections, ...deed }): Endpoint => ({
    ...{ ...usual, ...deed, input: body, refusals: rejections },
    serves: { by: 'ops', name: deed.name, isLook: false },
  })),
];
