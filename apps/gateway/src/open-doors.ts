import type { NestExpressApplication } from '@nestjs/platform-express';
import { HttpDoor } from './http/http-door';
import { SocketDoor } from './sockets/socket-door';

/** Lets requests and sockets in, before Nest begins to listen. */
export function openDoors(app: NestExpressApplication): void {
  app.get(HttpDoor).open(app);
  app.get(SocketDoor).open(app);
}
