import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The network between one device and a gateway, which can be cut, and mended. */
export class Cable {
  private readonly ends = new Set<Socket>();
  private isCut = false;

  private constructor(
    readonly address: string,
    private readonly stop: () => void,
  ) {}

  static async to(gateway: string): Promise<Cable> {
    const { hostname, port } = new URL(gateway);
    const server = createServer((near) => cable.plug(near, connect(Number(port), hostname)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port: own } = server.address() as AddressInfo;
    const cable = new Cable(`http://127.0.0.1:${own}`, () => server.close());
    return cable;
  }

  /** Whatever is on its way is lost, and nothing gets through any more. */
  cut(): void {
    this.isCut = true;
    for (const end of this.ends) end.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.stop();
  }

  private plug(near: Socket, far: Socket): void {
    for (const end of [near, far]) {
      this.ends.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => {
        this.ends.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    if (this.isCut) return void near.destroy();
    near.pipe(far).pipe(near);
  }
}
