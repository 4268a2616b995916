import { mkdirSync } from 'node:fs';

import { redisAnswers } from './answers';
import { binary } from './binaries';
import { EmbeddedServer } from './embedded-server';
import type { Server, ServerPlace } from '../server';

/** A Redis that writes every change to its append-only file and never evicts a key. */
export function startRedis(place: ServerPlace): Promise<Server> {
  const settings = {
    dir: place.dataDir,
    bind: '127.0.0.1',
    appendonly: 'yes',
    appendfsync: place.durable ? 'everysec' : 'no',
    'maxmemory-policy': 'noeviction',
    save: '',
    // The command line is how a server left behind by a killed start is recognised.
    'set-proc-title': 'no',
  };
  const parameters = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return EmbeddedServer.start(
    {
      name: 'Redis',
      prepare: async () => void mkdirSync(place.dataDir, { recursive: true }),
      command: (port) => [binary('redis-server'), '--port', String(port), ...parameters],
      answers: redisAnswers,
      url: (port) => `redis://127.0.0.1:${port}`,
      stopSignal: 'SIGTERM',
      orphanSignal: 'KILL',
    },
    place,
  );
}
