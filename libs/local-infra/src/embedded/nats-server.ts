import { mkdirSync } from 'node:fs';

import { natsAnswers } from './answers';
import { binary } from './binaries';
import { EmbeddedServer } from './embedded-server';
import type { Server, ServerPlace } from '../server';

/** A NATS server with JetStream, whose store survives restarts. */
export function startNats(place: ServerPlace): Promise<Server> {
  return EmbeddedServer.start(
    {
      name: 'NATS',
      prepare: async () => void mkdirSync(place.dataDir, { recursive: true }),
      command: (port) => [binary('nats-server'), '-a', '127.0.0.1', '-p', String(port), '-js', '-sd', place.dataDir],
      answers: natsAnswers,
      url: (port) => `nats://127.0.0.1:${port}`,
      stopSignal: 'SIGTERM',
      orphanSignal: 'KILL',
    },
    place,
  );
}
