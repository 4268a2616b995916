import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { freePort } from '@tidemark/local-infra';

import { ThinSocket } from '../load/thin-socket';
import type { PeerSettings } from './echo';

/** An echo peer as two processes, as ours are. */
export class EchoPath {
  private constructor(
    readonly url: string,
    readonly gateway: ChildProcess,
    readonly responder: ChildProcess,
  ) {}

  static async start(kind: 'lean-echo' | 'nest-echo', natsUrl: string): Promise<EchoPath> {
    const port = await freePort();
    const part = async (name: PeerSettings['part']) => {
      const settings: PeerSettings = { part: name, natsUrl, port };
      const child = fork(join(__dirname, `${kind}.js`), [JSON.stringify(settings)], { stdio: 'inherit' });
      await once(child, 'message');
      return child;
    };
    return new EchoPath(`http://127.0.0.1:${port}`, await part('gateway'), await part('responder'));
  }

  sockets(count: number): Promise<readonly ThinSocket[]> {
    return Promise.all(Array.from({ length: count }, () => ThinSocket.connect({ url: this.url, auth: {} })));
  }

  stop(): void {
    this.gateway.kill('SIGKILL');
    this.responder.kill('SIGKILL');
  }
}
