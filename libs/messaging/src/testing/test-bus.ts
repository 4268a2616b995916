import type { Server } from '@tidemark/local-infra';
import { Bus } from '../bus';
import { ServiceIdentity } from '../identity';

/** Shared by all services of a spec. */
const TEST_SECRET = 'a secret that only specs use, 32+ bytes';

/** A connection to the spec's own server in the name of one service. */
export function testBus(nats: Server, service = 'gateway', secret = TEST_SECRET): Promise<Bus> {
  return Bus.connect({ servers: nats.url, name: service, identity: new ServiceIdentity(service, secret) });
}
