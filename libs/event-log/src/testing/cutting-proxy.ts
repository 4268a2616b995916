import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A stretch of network between a pool and Postgres that can lose an answer after the question was obeyed. */
export class CuttingProxy {
  readonly #sockets = new Set<Socket>();
  #cutsLeft = 0;
  #refuses = false;
  /** How many answers were lost so far. */
  cuts = 0;

  private constructor(
    readonly server: Server,
    readonly target: URL,
  ) {}

  static async before(url: string): Promise<CuttingProxy> {
    const server = createServer();
    const proxy = new CuttingProxy(server, new URL(url));
    server.on('connection', (client) => proxy.#join(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    const url = new URL(this.target.href);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** The next answers to an append are lost together with their connections. */
  cutAppends(times: number): void {
    this.#cutsLeft = times;
  }

  /** Nobody gets through until it is lifted. */
  refuse(refuses: boolean): void {
    this.#refuses = refuses;
    if (refuses) for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #join(client: Socket): void {
    if (this.#refuses) return void client.destroy();
    const postgres = connect(Number(this.target.port), this.target.hostname);
    let appending = false;
    client.on('data', (bytes) => {
      // The name of the prepared statement stands in every message that executes it.
      appending ||= bytes.includes('\0append\0') || bytes.includes('FROM append(');
      postgres.write(bytes);
    });
    postgres.on('data', (bytes) => {
      if (appending && this.#cutsLeft > 0) {
        this.#cutsLeft -= 1;
        this.cuts += 1;
        client.destroy();
        return;
      }
      appending = false;
      client.write(bytes);
    });
    for (const [socket, other] of [
      [client, postgres],
      [postgres, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
