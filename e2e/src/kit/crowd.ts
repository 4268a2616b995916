import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { Chance } from './chance';
import type { Device } from './device';
import { eventually } from './eventually';
import { Journal, type Entry } from './journal';
import { Person } from './person';
import type { StoryStack } from './story-stack';

const PEOPLE = 10;
const DEVICES_EACH = 2;
/** Twenty devices with this pause make about a hundred commands a second. */
const PAUSE_MS: readonly [number, number] = [50, 250];
const ANSWER_WITHIN_MS = 4_000;
const RETRY_PAUSE_MS = 200;
/** How long one command is tried again while the service is away. */
const RETRIES_MAX = 60;
const RETRIED_SHARE = 0.8;
const REPEATED_SHARE = 0.2;
const CONVERGED_WITHIN_MS = 15_000;

/** Twenty devices of ten people that press buttons without end and write down what they wished and were told. */
export class Crowd {
  readonly journal = new Journal();
  private isPressing = false;
  private isGone = false;
  private loops: Promise<void>[] = [];

  private constructor(
    private readonly story: StoryStack,
    private readonly people: readonly { readonly person: Person; readonly devices: readonly Device[] }[],
    private readonly seed: number,
  ) {}

  static async gather(story: StoryStack, seed: number): Promise<Crowd> {
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, async () => {
        const person = await Person.guest(story.addresses[0]);
        const devices = await Promise.all(
          Array.from({ length: DEVICES_EACH }, (_, index) => {
            const address = story.addresses[index % story.addresses.length] ?? story.addresses[0];
            return person.connect(`device-${index}`, { address });
          }),
        );
        return { person, devices };
      }),
    );
    return new Crowd(story, people, seed);
  }

  start(): void {
    this.isPressing = true;
    const devices = this.people.flatMap(({ person, devices }) => devices.map((device) => ({ person, device })));
    this.loops = devices.map(({ person, device }, index) => this.press(person, device, new Chance(this.seed + index)));
  }

  /** Returns when so many more commands have been answered: the crowd is being served. */
  async served(commands: number, deadlineMs = 30_000): Promise<void> {
    const enough = this.journal.acknowledged + commands;
    await eventually(() => {
      const { acknowledged } = this.journal;
      if (acknowledged < enough) throw new Error(`${acknowledged} of ${enough} commands were answered`);
    }, deadlineMs);
  }

  /** Everybody lets go; returns when nothing is under way any more. */
  async rest(): Promise<void> {
    this.isPressing = false;
    await Promise.all(this.loops);
  }

  /** All devices of each person show the head that stands in the store [I-20]. */
  async converged(): Promise<void> {
    await eventually(async () => {
      const { rows } = await this.story.database.query<{ userId: string; position: number }>(
        `SELECT user_id AS "userId", position::int FROM timer.heads WHERE category = 'timer'`,
      );
      const heads = new Map(rows.map(({ userId, position }) => [userId, position]));
      const behind = this.people.flatMap(({ person: { userId }, devices }) =>
        devices
          .filter(({ timer }) => (timer?.revision ?? 0) !== (heads.get(userId) ?? 0))
          .map(({ deviceId, timer }) => `${userId} ${deviceId}: ${timer?.revision} of ${heads.get(userId)}`),
      );
      if (behind.length > 0) throw new Error(`Devices are behind:\n${behind.join('\n')}`);
    }, CONVERGED_WITHIN_MS);
  }

  /** Completions that a device heard of before they were due [I-12]. The store cannot tell: it dates them itself. */
  get early(): readonly string[] {
    return this.people.flatMap(({ devices }) => devices.flatMap(({ early }) => early));
  }

  /** Everybody goes home, whatever is still unanswered. */
  disperse(): void {
    this.isPressing = false;
    this.isGone = true;
    for (const { person } of this.people) person.closeEverything();
  }

  private async press(person: Person, device: Device, chance: Chance): Promise<void> {
    while (this.isPressing) {
      const wish = { userId: person.userId, commandId: randomUUID(), ...wishes(chance) };
      await this.wish(person, device, this.journal.intend(wish), chance);
      await pause(chance.between(...PAUSE_MS));
    }
  }

  /** Sends one command until it is answered, or gives it up half-way as a person does who closes the lid. */
  private async wish(person: Person, device: Device, entry: Entry, chance: Chance): Promise<void> {
    const isStubborn = chance.happens(RETRIED_SHARE);
    for (let tries = 0; tries < RETRIES_MAX && !entry.answer && !this.isGone; tries += 1) {
      if (tries > 0 && !isStubborn) return;
      if (tries > 0) await pause(RETRY_PAUSE_MS);
      await this.send(person, device, entry, chance);
    }
    if (entry.answer && chance.happens(REPEATED_SHARE)) await this.send(person, device, entry, chance);
  }

  private async send(person: Person, device: Device, entry: Entry, chance: Chance): Promise<void> {
    const { name, commandId, data } = entry;
    try {
      const ack = chance.happens(0.5)
        ? await device.command(name, data, { commandId, ackWithinMs: ANSWER_WITHIN_MS })
        : await overHttp(person, entry, device);
      // Not an answer to the command but the advice to ask again.
      if (ack.error?.code !== 'service/unavailable') this.journal.note(entry, ack);
    } catch {
      // Whether it happened is what the retry will find out.
      this.journal.noteSilence();
    }
  }
}

async function overHttp(person: Person, { name, commandId, data }: Entry, device: Device) {
  const headers = { 'Idempotency-Key': commandId, 'X-Device-Id': device.deviceId };
  const { status, body } = await person.ask('POST', `/api/${name}`, { body: data, headers }, device.address);
  return status === 200 ? { ok: true, ...body } : { ok: false, ...(body.error && { error: body.error }) };
}

function wishes(chance: Chance): { name: string; data: object } {
  const name = chance.pick([
    ...(['timer/start', 'timer/start', 'timer/start', 'timer/pause', 'timer/resume'] as const),
    ...(['timer/extend', 'timer/skip', 'timer/stop', 'timer/task'] as const),
  ]);
  return { name, data: dataOf(name, chance) };
}

/** Short sessions, so that many end while the fault lasts. */
function dataOf(name: string, chance: Chance): object {
  switch (name) {
    case 'timer/start':
      return { durationSeconds: chance.between(1, 4), replace: chance.happens(0.3) };
    case 'timer/extend':
      return { seconds: chance.between(1, 3) };
    case 'timer/task':
      return { task: chance.happens(0.2) ? null : { id: `t-${chance.between(1, 9)}`, title: 'Something' } };
    default:
      return {};
  }
}
