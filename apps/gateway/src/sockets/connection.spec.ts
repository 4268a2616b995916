import { EventEmitter } from 'node:events';
import { MINUTE, SECOND, type Instant } from '@tidemark/domain';
import { Connection } from './connection';
import { commonRevisions } from './followed';
import type { Change } from './frames';

/** A transport that takes what it is given when it is told to, and not before. */
class Transport extends EventEmitter {
  writeBuffer: { data: string }[] = [];
  readonly arrived: string[] = [];
  isStalled = false;
  closed: 'politely' | 'at once' | undefined;

  write(frame: string): void {
    if (this.isStalled) this.writeBuffer.push({ data: frame });
    else this.arrived.push(frame);
  }

  close(discard = false): void {
    this.closed = discard ? 'at once' : 'politely';
  }

  /** The network takes what is there, and stalls again. */
  flush(): void {
    this.arrived.push(...this.writeBuffer.splice(0).map(({ data }) => data));
    this.emit('drain');
  }

  drain(): void {
    this.isStalled = false;
    this.flush();
  }
}

let clock: Instant;
let transport: Transport;
let connection: Connection;

beforeEach(() => {
  clock = 1_000;
  transport = new Transport();
  const identity = { userId: 'ada', roles: [], issuedAt: 0, expiresAt: clock + 15 * MINUTE };
  connection = new Connection(transport, identity, 'phone', () => clock);
});

const snapshot = (timer: number, day = 0) => ({
  serverTime: '',
  timer: null,
  session: null,
  configuration: null,
  sessionCount: null,
  progress: null,
  drafts: null,
  revisions: { timer, day },
});
const change = (revision: number, about = 'timer-ada', kind = 'timer'): Change => ({
  about,
  kind,
  revision,
  frames: [`${about}@${revision}`],
});
const dayChange = (revision: number, kind: string, ...names: string[]): Change => ({
  about: 'day-ada',
  kind,
  revision,
  frames: [`${kind}@${revision}`, ...names],
});
const changesArrived = () => transport.arrived.filter((frame) => !frame.startsWith('2'));

describe('a connection before its snapshot', () => {
  it('keeps what comes in, and sends it after the snapshot where it is newer [G1]', () => {
    connection.offer(change(7));
    connection.offer(change(9));
    expect(transport.arrived).toEqual([]);
    connection.open(snapshot(8));
    expect(transport.arrived.map((frame) => frame.slice(0, 11))).toEqual(['2["snapshot', 'timer-ada@9']);
  });

  it('sends nothing that the snapshot has already', () => {
    connection.offer(change(7));
    connection.open(snapshot(7));
    expect(changesArrived()).toEqual([]);
  });
});

describe('a connection', () => {
  beforeEach(() => connection.open(snapshot(0)));

  it('sends each revision once, and never an older one', () => {
    for (const revision of [1, 2, 2, 1, 3]) connection.offer(change(revision));
    expect(changesArrived()).toEqual(['timer-ada@1', 'timer-ada@2', 'timer-ada@3']);
  });

  it('keeps the newest of each stream while the network is slow, and sends them in their order', () => {
    transport.isStalled = true;
    for (let revision = 1; revision <= 1_000; revision += 2) {
      connection.offer(change(revision, 'a'));
      connection.offer(change(revision + 1, 'b'));
    }
    expect(transport.writeBuffer.length).toBeLessThan(20);
    transport.drain();
    expect(changesArrived().slice(-2)).toEqual(['a@999', 'b@1000']);
  });

  it('hears of the settings and of the count, though one fact changed both [D9]', () => {
    connection.offer(dayChange(5, 'configuration'));
    connection.offer(dayChange(5, 'sessionCount', 'daily_reset', 'session_count_update'));
    connection.offer(dayChange(5, 'configuration'));
    expect(changesArrived()).toEqual(['configuration@5', 'sessionCount@5', 'daily_reset', 'session_count_update']);
  });

  it('keeps the newest of each kind of a stream while the network is slow, with what is said by name of it', () => {
    transport.isStalled = true;
    for (let revision = 1; revision <= 20; revision += 1) connection.offer(change(revision));
    connection.offer(dayChange(7, 'configuration', 'configuration_changed'));
    connection.offer(dayChange(8, 'sessionCount', 'old news'));
    connection.offer(dayChange(9, 'sessionCount', 'session_count_update'));
    transport.drain();
    expect(changesArrived().slice(-5)).toEqual([
      'timer-ada@20',
      'configuration@7',
      'configuration_changed',
      'sessionCount@9',
      'session_count_update',
    ]);
  });

  it('keeps the news of every part, and gives a slow network no more at once than it takes [P5]', () => {
    transport.isStalled = true;
    for (let revision = 1; revision <= 200; revision += 1) connection.offer(change(revision, `plan ${revision % 100}`));
    for (let round = 0; changesArrived().length < 115 && round < 10; round += 1) {
      expect(transport.writeBuffer.length).toBeLessThanOrEqual(16);
      expect(connection.isStuck).toBe(false);
      transport.flush();
    }
    const [early, late] = [changesArrived().slice(0, 16), changesArrived().slice(16)];
    expect(early).toEqual(Array.from({ length: 16 }, (_, nth) => `plan ${nth + 1}@${nth + 1}`));
    expect(late).toEqual(Array.from({ length: 100 }, (_, nth) => `plan ${(nth + 101) % 100}@${nth + 101}`));
  });

  it('is stuck when what waits for it grows too large', () => {
    transport.isStalled = true;
    for (let revision = 1; revision <= 16; revision += 1) connection.offer(change(revision));
    for (let revision = 17; revision <= 80; revision += 1) {
      connection.offer({ ...change(revision, `plan ${revision}`), frames: ['x'.repeat(16_384)] });
    }
    expect(connection.isStuck).toBe(false);
    connection.offer({ ...change(81, 'plan 81'), frames: ['x'] });
    expect(connection.isStuck).toBe(true);
  });

  it('is stuck after half a minute of that, and not before', () => {
    transport.isStalled = true;
    for (let revision = 1; revision <= 20; revision += 1) connection.offer(change(revision));
    clock += 30 * SECOND;
    expect(connection.isStuck).toBe(false);
    clock += 1;
    expect(connection.isStuck).toBe(true);
    connection.cut();
    expect(transport.closed).toBe('at once');
  });

  it('is stuck when answers pile up, by their number or by their size', () => {
    transport.writeBuffer = Array.from({ length: 256 }, () => ({ data: 'x' }));
    expect(connection.isStuck).toBe(false);
    transport.writeBuffer.push({ data: 'x' });
    expect(connection.isStuck).toBe(true);
    transport.writeBuffer = Array.from({ length: 17 }, () => ({ data: 'x'.repeat(65_536) }));
    expect(connection.isStuck).toBe(true);
  });

  it('says nothing more once its token has run out, until it is renewed [G3]', () => {
    clock += 15 * MINUTE;
    connection.offer(change(1));
    expect([connection.hasExpired, changesArrived()]).toEqual([true, []]);
    connection.renew({ userId: 'ada', roles: [], issuedAt: 0, expiresAt: clock + MINUTE });
    connection.offer(change(2));
    expect(changesArrived()).toEqual(['timer-ada@2']);
  });

  it('says its last word once', () => {
    connection.close('goodbye');
    connection.close('goodbye');
    connection.offer(change(1));
    expect([transport.closed, changesArrived()]).toEqual(['politely', ['goodbye']]);
  });
});

describe('a connection that has the day up to a revision', () => {
  beforeEach(() => connection.open(snapshot(0, 5)));

  it.each(['configuration', 'sessionCount'])('hears of no older %s, nor what is said of it by name [G1]', (kind) => {
    connection.offer(dayChange(5, kind, 'configuration_changed', 'session_count_update'));
    expect(changesArrived()).toEqual([]);
    connection.offer(dayChange(6, kind));
    expect(changesArrived()).toEqual([`${kind}@6`]);
  });
});

describe('several connections', () => {
  it('have in common what the one behind has', () => {
    connection.open(snapshot(5, 7));
    const other = new Connection(
      transport,
      { userId: 'ada', roles: [], issuedAt: 0, expiresAt: clock },
      undefined,
      () => 0,
    );
    expect(commonRevisions([connection])).toMatchObject({ timer: 5, day: 7 });
    expect(commonRevisions([connection, other])).toMatchObject({ timer: 0, day: 0 });
  });

  it('have seen of a day what they have of each of its kinds', () => {
    connection.open(snapshot(5, 7));
    connection.offer(dayChange(9, 'sessionCount'));
    expect(commonRevisions([connection])).toMatchObject({ day: 7 });
    connection.offer(dayChange(9, 'configuration'));
    expect(commonRevisions([connection])).toMatchObject({ day: 9 });
  });
});
