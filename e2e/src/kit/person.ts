import type { TokensShown } from '@tidemark/contracts';

import { Device, type DeviceOptions } from './device';
import { ask, type Ask, type Answer } from './http';

/** Somebody with an account and any number of devices. */
export class Person {
  private readonly devices: Device[] = [];

  private constructor(
    private readonly address: string,
    private readonly tokens: TokensShown,
  ) {}

  /** Begins as a guest, as everybody does, in UTC unless they say where they live. */
  static async guest(address: string, timezone?: string): Promise<Person> {
    const { status, body, text } = await ask(
      'POST',
      `${address}/api/auth/guest`,
      timezone ? { body: { timezone } } : {},
    );
    if (status !== 201) throw new Error(`There is no guest: ${text}`);
    return new Person(address, body as unknown as TokensShown);
  }

  get userId(): string {
    return this.tokens.userId;
  }

  get token(): string {
    return this.tokens.accessToken;
  }

  get refreshToken(): string {
    return this.tokens.refreshToken;
  }

  /** Asks over HTTP; `Device` asks over a socket. */
  ask(method: string, path: string, said: Ask = {}, address = this.address): Promise<Answer> {
    return ask(method, address + path, { token: this.token, ...said });
  }

  /** A command over HTTP. */
  post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('POST', path, { body, headers });
  }

  put(path: string, body: object): Promise<Answer> {
    return this.ask('PUT', path, { body });
  }

  get(path: string): Promise<Answer> {
    return this.ask('GET', path);
  }

  /** A device that is not connected yet. */
  device(deviceId: string, options: Partial<DeviceOptions> = {}): Device {
    const device = new Device({ address: this.address, token: this.token, deviceId, ...options });
    this.devices.push(device);
    return device;
  }

  /** Connects a device and returns when it has heard its snapshot. */
  async connect(deviceId: string, options: Partial<DeviceOptions> = {}): Promise<Device> {
    const device = this.device(deviceId, options);
    await device.online();
    return device;
  }

  closeEverything(): void {
    for (const device of this.devices) device.close();
  }
}
