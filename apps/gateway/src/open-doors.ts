import { BusResponder } from '@tidemark/messaging';
import { refusing, type Kit } from '@tidemark/service-kit';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { HttpDoor } from './http/http-door';
import { SocketDoor } from './sockets/socket-door';

/** Lets requests and sockets in, before Nest begins to listen, and what other services and ops ask of accounts. */
export async function openDoors(
  app: NestExpressApplication,
  { bus, logger }: Pick<Kit, 'bus' | 'logger'>,
): Promise<void> {
  app.get(HttpDoor).open(app);
  app.get(SocketDoor).open(app);
  const strategy = new BusResponder({ bus, queueGroup: 'gateway', refuse: refusing(logger) });
  app.connectMicroservice({ strategy });
  await app.startAllMicroservices();
}
