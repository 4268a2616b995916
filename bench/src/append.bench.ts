import { randomUUID } from 'node:crypto';

import { defaultSettings, type TimerCommand } from '@tidemark/domain';

import type { Bench } from './bench';
import { BenchPostgres } from './load/bench-postgres';
import { TimerLog } from './load/timer-log';
import { keepWaiting } from './load/waiting';
import { Emmett } from './peers/emmett';
import { Pgbench } from './peers/pgbench';
import { inTurn } from './report/rounds';
import { whole, type Row } from './report/table';

/** A multiple of how many wait. */
const USERS = 2_048;
const WAITING = [1, 32, 256] as const;
const PGBENCH_CLIENTS = [1, 8, 32] as const;
/** More than this makes Emmett slower. */
const EMMETT_WAITING_MAX = 32;
/** Of pgbench: of one client where one waits, of its best where many do. */
const TARGETS = { 1: 0.6, 32: 1, 256: 1.8 } as const;
const EMMETT_TARGET = 5;

/** Q1: a command decided, folded and committed with its head and its key. */
export const append: Bench = {
  name: 'append',
  title: 'Append: decide, fold and commit one command [Q1]',

  async run(effort, say) {
    const postgres = await BenchPostgres.start();
    const role = await postgres.makeLog('bench');
    const timers = await TimerLog.open(postgres.url, 'bench', role);
    const pgbench = await Pgbench.on(postgres.owner, postgres.url);
    const emmett = await Emmett.on(postgres.url);
    const users = Array.from({ length: USERS }, () => randomUUID());
    /** Callers share no user, so nobody waits for anything but the database. */
    const userOf = (waiting: number, caller: number, nth: number) => users[(caller + waiting * nth) % USERS]!;

    const ours = (waiting: number) => async () => {
      const press = (caller: number, nth: number) => timers.press(userOf(waiting, caller, nth));
      return (await keepWaiting(waiting, effort.roundMs, press)).perSecond;
    };
    const turns = new Map<string, number>();
    const theirs = (waiting: number) => async () => {
      const callers = Math.min(EMMETT_WAITING_MAX, waiting);
      const press = (caller: number, nth: number) => {
        const user = userOf(callers, caller, nth);
        const turn = turns.get(user) ?? 0;
        turns.set(user, turn + 1);
        return emmett.command(`timer-${user}`, commandOf(turn));
      };
      return (await keepWaiting(callers, effort.roundMs, press)).perSecond;
    };

    try {
      await ours(WAITING[1])();
      const plain = await inTurn(
        effort,
        {
          '1': () => pgbench.commitsPerSecond(PGBENCH_CLIENTS[0], effort.roundMs),
          '8': () => pgbench.commitsPerSecond(PGBENCH_CLIENTS[1], effort.roundMs),
          '32': () => pgbench.commitsPerSecond(PGBENCH_CLIENTS[2], effort.roundMs),
          'ours 1': ours(WAITING[0]),
          'ours 32': ours(WAITING[1]),
          'ours 256': ours(WAITING[2]),
          'emmett 1': theirs(WAITING[0]),
          'emmett 32': theirs(WAITING[1]),
          'emmett 256': theirs(WAITING[2]),
        },
        say,
      );
      const best = Math.max(plain['1'], plain['8'], plain['32']);
      return WAITING.flatMap((waiting): Row[] => {
        const rate = plain[`ours ${waiting}`];
        const limit = waiting === 1 ? plain['1'] : best;
        const peer = plain[`emmett ${waiting}`];
        const target = TARGETS[waiting];
        return [
          {
            what: `commands a second, ${waiting} waiting`,
            ours: whole(rate),
            peer: `pgbench ${waiting === 1 ? 'with one client' : 'at its best'}: ${whole(limit)}`,
            ratio: rate / limit,
            target: `>= ${target}x`,
            met: rate / limit >= target,
          },
          {
            what: `commands a second, ${waiting} waiting`,
            ours: whole(rate),
            peer: `Emmett's command handler: ${whole(peer)}`,
            ratio: rate / peer,
            target: `>= ${EMMETT_TARGET}x`,
            met: rate / peer >= EMMETT_TARGET,
          },
        ];
      });
    } finally {
      await emmett.close();
      await timers.close();
      pgbench.close();
      await postgres.stop();
    }
  },
};

function commandOf(turn: number): TimerCommand {
  const told = { at: Date.now(), receivedAt: Date.now() };
  if (turn > 0) return { type: turn % 2 === 1 ? 'PauseSession' : 'ResumeSession', ...told };
  return { type: 'StartSession', ...told, sessionId: randomUUID(), settings: defaultSettings, replace: true };
}
