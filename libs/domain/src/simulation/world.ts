import { HOUR, MINUTE, SECOND, type Instant } from '../decider';
import { defaultSettings } from '../timer/settings';
import { timer } from '../timer/timer';
import { Audit } from './audit';
import { must } from './breach';
import { Chance } from './chance';
import { noneYet, type Counters } from './counters';
import { Device } from './device';
import { Network } from './network';
import { Service, type Place, type Shared, type Steps } from './service';
import { Store, type TimerDecider } from './store';

/** What a world is made of; a planted bug replaces a part. */
export interface Parts {
  readonly decider: TimerDecider;
  readonly newStore: (decider: TimerDecider) => Store;
  readonly newService: (shared: Shared) => Service;
}

export const soundParts: Parts = {
  decider: timer as TimerDecider,
  newStore: (decider) => new Store(decider),
  newService: (shared) => new Service(shared),
};

const DEVICES = ['phone', 'laptop', 'tablet'];
const SERVICES = 2;
const PROCESSES_MAX = 12;
/** After the last fault everything must have come to rest within so many steps. */
const CALM_STEPS_MAX = 5_000;
const BEGINNING: Instant = Date.parse('2026-01-05T09:00:00.000Z');

const FAULTY = {
  press: 14,
  send: 14,
  deliver: 34,
  advance: 80,
  sweep: 12,
  look: 5,
  heartbeat: 8,
  time: 16,
  line: 4,
  crash: 3,
};
const CALM = { ...FAULTY, press: 0, send: 8, heartbeat: 0, time: 0, line: 0, crash: 0 };

interface Process {
  readonly home: number;
  /** The device that waits for the outcome, if any does. */
  readonly device: Device | null;
  readonly steps: Steps<unknown>;
  readonly finish: (result: unknown) => void;
  place: Place | null;
}

/** One user with three devices, two instances of the service, one log, and everything that can go wrong. */
class World {
  readonly counters: Counters = noneYet();
  private readonly chance: Chance;
  private readonly clock = { now: BEGINNING };
  private readonly network: Network;
  private readonly shared: Shared;
  private readonly services: readonly Service[];
  private readonly devices: readonly Device[];
  private readonly audit: Audit;
  private processes: Process[] = [];
  private ids = 0;

  constructor(seed: number, parts: Parts) {
    this.chance = new Chance(seed);
    const count = (what: keyof Counters): void => void (this.counters[what] += 1);
    this.network = new Network(this.chance, this.clock, count);
    const store = parts.newStore(parts.decider);
    this.audit = new Audit(store, count);
    this.shared = {
      store,
      decider: parts.decider,
      settings: this.randomSettings(),
      clock: this.clock,
      presence: { seenAt: 0 },
      count,
      newId: () => `session-${(this.ids += 1)}`,
      onAppended: () => this.tellAll(),
    };
    this.services = Array.from({ length: SERVICES }, () => parts.newService(this.shared));
    this.devices = DEVICES.map((name) => new Device(name, this.chance, parts.decider.initial));
  }

  run(steps: number): void {
    for (let step = 0; step < steps; step += 1) this.step(FAULTY);
    this.comeToRest();
    this.checkRest();
  }

  private step(weights: typeof FAULTY): void {
    this.act(this.chance.weighted(weights));
    this.audit.check(this.clock.now);
  }

  private act(what: keyof typeof FAULTY): void {
    const { chance, clock } = this;
    const device = chance.pick(this.devices);
    const home = chance.below(SERVICES);
    switch (what) {
      case 'press':
        return device.press(clock.now);
      case 'send':
        return this.send(device, home);
      case 'deliver':
        return void this.network.deliverOne();
      case 'advance':
        return this.advance();
      case 'sweep':
        return this.spawn(home, null, this.service(home).sweep(), () => undefined);
      case 'look':
        return this.look(device, home);
      case 'heartbeat':
        if (device.isOnline) this.spawn(home, null, this.service(home).heartbeat(), () => undefined);
        return;
      case 'time':
        clock.now += this.while();
        return;
      case 'line':
        device.isOnline = !device.isOnline;
        return;
      case 'crash':
        return this.crash(home);
    }
  }

  private send(device: Device, home: number): void {
    const wish = device.isOnline ? device.toSend() : undefined;
    if (!wish) return;
    this.network.send(() =>
      this.spawn(home, device, this.service(home).receive(wish), (result) => {
        const answer = result as { version: number; rejection: string | null };
        this.network.send(() => device.isOnline && this.hear(device, wish.commandId as string, answer));
      }),
    );
  }

  private hear(device: Device, commandId: string, answer: { version: number; rejection: string | null }): void {
    device.hear(commandId, answer);
    this.audit.checkAnswered(commandId, answer.version);
  }

  private look(device: Device, home: number): void {
    if (!device.isOnline) return;
    const atLeast = Math.max(device.knownVersion, device.shown.version);
    this.spawn(home, device, this.service(home).read(), (result) => {
      const { version, state } = result as Shared['store']['head'];
      must(version >= atLeast, 'I-21', `a read showed ${version} after ${atLeast} was known`);
      this.network.send(() => this.show(device, version, state));
    });
  }

  private tellAll(): void {
    const { version, state } = this.shared.store.head;
    for (const device of this.devices) this.network.send(() => this.show(device, version, state));
  }

  private show(device: Device, ...[version, state]: Parameters<Device['see']>): void {
    if (!device.isOnline) return;
    const before = device.shown.version;
    device.see(version, state);
    must(device.shown.version >= before, 'I-21', 'a device went back to an older version');
    this.audit.checkShown(device.shown.version, device.shown.state);
  }

  private spawn(home: number, device: Device | null, steps: Steps<unknown>, finish: Process['finish']): void {
    if (this.processes.length >= PROCESSES_MAX) return;
    const others = this.processes.some((process) => process.device && device && process.device !== device);
    if (others) this.counters['two devices at once'] += 1;
    this.processes.push({ home, device, steps, finish, place: null });
  }

  private advance(): void {
    if (this.processes.length === 0) return;
    const process = this.chance.pick(this.processes);
    const versionBefore = this.shared.store.head.version;
    const { done, value } = process.steps.next();
    if (this.hasCompleted(versionBefore) && this.devices.every(({ isOnline }) => !isOnline)) {
      this.counters['completion with nobody online'] += 1;
    }
    if (!done) {
      process.place = value;
      return;
    }
    this.processes = this.processes.filter((other) => other !== process);
    process.finish(value);
  }

  private hasCompleted(sinceVersion: number): boolean {
    return this.shared.store.stored.slice(sinceVersion).some(({ event }) => event.type === 'SessionCompleted');
  }

  private crash(home: number): void {
    const dying = this.processes.filter((process) => process.home === home);
    const unanswered = dying.filter(({ device, place }) => device !== null && place === 'appended');
    this.counters['crash after append before ack'] += unanswered.length;
    this.processes = this.processes.filter((process) => process.home !== home);
    this.service(home).crash();
  }

  private while(): number {
    const dueAt = this.shared.decider.dueAt(this.shared.store.head.state, this.shared.presence.seenAt);
    switch (this.chance.weighted({ moment: 40, seconds: 25, minutes: 16, toTheEnd: 18, aDay: 1 })) {
      case 'moment':
        return this.chance.below(500);
      case 'seconds':
        return this.chance.below(40 * SECOND);
      case 'minutes':
        return this.chance.below(15 * MINUTE);
      case 'toTheEnd':
        return Math.max(0, (dueAt ?? 0) - this.clock.now + this.chance.pick([-1, 0, 1, 0]));
      case 'aDay':
        return 25 * HOUR;
    }
  }

  private comeToRest(): void {
    this.network.isCalm = true;
    for (const device of this.devices) device.isOnline = true;
    // Whatever was still late when the faults ended has been told by now, so held deadlines run out.
    this.clock.now += MINUTE;
    for (let step = 0; step < CALM_STEPS_MAX && !this.isAtRest(); step += 1) this.step(CALM);
    must(this.isAtRest(), 'I-30', 'it never came to rest');
  }

  private isAtRest(): boolean {
    const { store, decider, presence } = this.shared;
    const dueAt = decider.dueAt(store.head.state, presence.seenAt);
    const isDue = dueAt !== null && dueAt <= this.clock.now;
    return (
      !isDue && this.devices.every(({ queue, shown }) => queue.length === 0 && shown.version === store.head.version)
    );
  }

  private checkRest(): void {
    const { stored, answers } = this.shared.store;
    for (const { name, pressed, answered } of this.devices) {
      must([...answered.keys()].join() === pressed.map((wish) => wish.commandId).join(), 'I-22', `order on ${name}`);
      for (const id of answered.keys()) must(answers.has(id), 'I-01', `${id} was answered and never stored`);
      const ownIds = new Set(pressed.map(({ commandId }) => commandId));
      const tookEffect = [...new Set(stored.map(({ commandId }) => commandId).filter((id) => ownIds.has(id)))];
      const inOrder = pressed.map(({ commandId }) => commandId).filter((id) => tookEffect.includes(id));
      must(tookEffect.join() === inOrder.join(), 'I-22', `what ${name} did took effect out of order`);
    }
  }

  private service(home: number): Service {
    return this.services[home] as Service;
  }

  private randomSettings() {
    const { chance } = this;
    const workMs = chance.pick([MINUTE, 5 * MINUTE, 25 * MINUTE]);
    const autoStartBreak = chance.happens(0.7);
    const autoStartWork = chance.happens(0.7);
    return { ...defaultSettings, workMs, longBreakInterval: 1 + chance.below(4), autoStartBreak, autoStartWork };
  }
}

/** Lets one world run its course; a breach is thrown, everything else is counted. */
export function simulate(seed: number, steps: number, parts: Parts = soundParts): Counters {
  const world = new World(seed, parts);
  world.run(steps);
  return world.counters;
}
