import { EventEmitter } from 'node:events';
import { MINUTE, SECOND, type Instant } from '@tidemark/domain';
import { Connection, commonRevisions } from './connection';
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

  drain(): void {
    this.isStalled = false;
    this.arrived.push(...this.writeBuffer.splice(0).map(({ data }) => data));
    this.emit('drain');
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

const snapshot = (timer: number) => ({
  serverTime: '',
  timer: null,
  session: null,
  configuration: null,
  sessionCount: null,
  revisions: { timer },
});
const change = (revision: number, streamId = 'timer-ada', frame = `${streamId}@${revision}`): Change => ({
  streamId,
  kind: 'timer',
  revision,
  frame,
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

describe('several connections', () => {
  it('have in common what the one behind has', () => {
    connection.open(snapshot(5));
    const other = new Connection(
      transport,
      { userId: 'ada', roles: [], issuedAt: 0, expiresAt: clock },
      undefined,
      () => 0,
    );
    expect(commonRevisions([connection], ['timer'])).toEqual({ timer: 5 });
    expect(commonRevisions([connection, other], ['timer'])).toEqual({ timer: 0 });
  });
});
