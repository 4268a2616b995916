import { request } from 'node:http';

const ENGINE_SOCKET = '/var/run/docker.sock';
const PATIENCE_MS = 2_000;

/** True where a Docker engine answers: the one named by DOCKER_HOST is believed, the usual socket is asked. */
export function dockerAnswers(): Promise<boolean> {
  if (process.env['DOCKER_HOST']) return Promise.resolve(true);
  return new Promise((resolve) => {
    const ping = request({ socketPath: ENGINE_SOCKET, path: '/_ping', timeout: PATIENCE_MS });
    ping.on('response', (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.on('timeout', () => ping.destroy());
    ping.on('error', () => resolve(false));
    ping.on('close', () => resolve(false));
    ping.end();
  });
}
