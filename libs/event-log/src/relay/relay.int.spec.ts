import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import type { ToFacts } from './fact-sink';
import { Relay } from './relay';
import { counter } from '../testing/counter';
import { RecordingSink } from '../testing/recording-sink';
import { asOwner, installLog, startProcess, type Process } from '../testing/toy-log';

const WANTED = { postgres: true } as const;

const toFacts: ToFacts = (recorded, state) => [
  {
    category: 'counter',
    userId: recorded.userId,
    type: recorded.type,
    messageId: recorded.eventId,
    body: JSON.stringify({ streamId: recorded.streamId, version: recorded.version, state }),
  },
];

interface Told {
  readonly streamId: string;
  readonly version: number;
  readonly state: { readonly count: number };
}

describe('the relay', () => {
  let infra: TestInfra<typeof WANTED>;
  let processes: readonly Process[];
  let relays: readonly Relay[];
  const sink = new RecordingSink();
  const told = () => sink.kept.map(({ body }) => JSON.parse(body) as Told);

  beforeAll(async () => {
    infra = await testInfra(WANTED);
    await installLog(infra.postgres.url);
    processes = await Promise.all([startProcess(infra.postgres.url), startProcess(infra.postgres.url)]);
    relays = processes.map(({ log }) => new Relay({ log, sink, deciders: [counter], toFacts }));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    await Promise.all(processes.map((process) => process.close()));
    await infra.close();
  }, 60_000);

  const countAll = async (users: readonly string[], rounds: number) => {
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(users.map((user, index) => processes[index % 2]!.count(user)));
    }
  };
  /** Every event of these users was told, in the order of its stream, with the exact state after it. */
  const expectWhole = (users: readonly string[], events: number) => {
    for (const user of users) {
      const facts = told().filter(({ streamId }) => streamId === `counter-${user}`);
      const versions = Array.from({ length: events }, (_, index) => index + 1);
      expect(facts.map(({ version }) => version)).toEqual(versions);
      expect(facts.map(({ state }) => state.count)).toEqual(versions);
    }
  };
  const users = (name: string) => Array.from({ length: 30 }, (_, index) => `${name}-${index}`);

  it('tells a backlog in order per stream with the state after each event [I-04]', async () => {
    await countAll(users('backlog'), 5);
    await relays[0]!.start();
    await relays[1]!.start();
    await until('the backlog is told', () => told().length >= 150);
    expectWhole(users('backlog'), 5);
  }, 30_000);

  it('has one leader for each lane', async () => {
    await until('all lanes are led', () => relays[0]!.lanes.size + relays[1]!.lanes.size === 8);
    const both = [...relays[0]!.lanes].filter((lane) => relays[1]!.lanes.has(lane));
    expect(both).toEqual([]);
  });

  it('tells what happens while it runs, and again what the broker lost half of', async () => {
    sink.failNext(2);
    await countAll(users('live'), 3);
    await until('it is told', () => told().filter(({ streamId }) => streamId.includes('-live-')).length >= 90);
    expectWhole(users('live'), 3);
  }, 30_000);

  it('goes on where a leader lost its session', async () => {
    await asOwner(infra.postgres.url, (owner) =>
      owner.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'`),
    );
    await countAll(users('bereft'), 3);
    await until('it is told', () => told().filter(({ streamId }) => streamId.includes('-bereft-')).length >= 90);
    expectWhole(users('bereft'), 3);
  }, 30_000);

  it('leaves its lanes to the others when it stops', async () => {
    await relays[0]!.stop();
    await until('the other leads all', () => relays[1]!.lanes.size === 8);
    await countAll(users('handed-over'), 2);
    await until('it is told', () => told().filter(({ streamId }) => streamId.includes('-handed-over-')).length >= 60);
    expectWhole(users('handed-over'), 2);
  }, 30_000);

  it('tells everything inside the retention again to a broker that was wiped [F-24]', async () => {
    const everything = 150 + 90 + 90 + 60;
    sink.wipe();
    await until('all is told again', () => told().length >= everything);
    expectWhole(users('backlog'), 5);
    expectWhole(users('bereft'), 3);
    expect(told()).toHaveLength(everything);
  }, 30_000);

  it('does not tell a wiped broker what it would have dropped by age', async () => {
    await relays[1]!.stop();
    const lane = processes[0]!.log.laneOf('ancient');
    await processes[0]!.count('ancient');
    const end = (await processes[0]!.log.positions()).get(lane)!;
    await asOwner(infra.postgres.url, async (owner) => {
      await owner.query('BEGIN');
      await owner.query('ALTER TABLE events DISABLE TRIGGER events_stay');
      await owner.query(
        `UPDATE events SET occurred_at = 'epoch', recorded_at = now() - interval '8 days'
                         WHERE lane = $1 AND position < $2`,
        [lane, end],
      );
      await owner.query('ALTER TABLE events ENABLE TRIGGER events_stay');
      await owner.query('COMMIT');
    });
    sink.wipe();
    await relays[1]!.start();
    await until('the young one is told', () => told().some(({ streamId }) => streamId === 'counter-ancient'));
    expect(told().filter(({ streamId }) => processes[0]!.log.laneOf(streamId.slice(8)) === lane)).toHaveLength(1);
  }, 30_000);

  it('tells a lane again from a given position', async () => {
    const lane = processes[0]!.log.laneOf('backlog-0');
    const end = (await processes[0]!.log.positions()).get(lane)!;
    const untold = `SELECT FROM lanes JOIN cursors USING (lane) WHERE consumer = 'relay' AND cursors.position < lanes.position`;
    const isAllTold = () => asOwner(infra.postgres.url, async (owner) => (await owner.query(untold)).rowCount === 0);
    await until('all is told', isAllTold);
    sink.published.length = 0;
    await relays[1]!.rewind(lane, end - 3);
    await until('the three are told', () => sink.published.length >= 3);
    expect(sink.published).toHaveLength(3);
  });
});
