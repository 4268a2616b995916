import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Health } from './health';

const REQUEST_TIMEOUT_MS = 5_000;

/** A door of its own for health and metrics: it opens before anything else does, and the public never sees it. */
export class HealthServer {
  private constructor(private readonly server: Server) {}

  static async listen(health: Health, port: number, host: string): Promise<HealthServer> {
    const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
      if (!health.handle(request, response)) response.writeHead(404).end();
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return new HealthServer(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
