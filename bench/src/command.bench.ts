import { randomUUID } from 'node:crypto';

import type { Bench } from './bench';
import { press, StackUnderLoad } from './load/stack-under-load';
import type { ThinSocket } from './load/thin-socket';
import { keepWaiting, type Throughput } from './load/waiting';
import { EchoPath } from './peers/echo-path';
import { inTurn, quantile } from './report/rounds';
import { milliseconds, whole } from './report/table';

const WAITING = 200;
/** Twice as many users as commands under way, so that no two of them wait for the same timer. */
const SOCKETS = 2 * WAITING;
/** V8 needs seconds of load before it is as fast as it gets. */
const WARM_UP_ROUNDS = 3;
const ALONE_TARGET = 3;
const TAIL_TARGET = 10;
const LEAN_TARGET = 0.5;
const NEST_TARGET = 3;

type Say = (socket: ThinSocket, nth: number) => Promise<unknown>;

/** Q2 and Q3: from a socket to a commit and back, alone and in a crowd. */
export const command: Bench = {
  name: 'command',
  title: 'A command from socket to acknowledgement [Q2, Q3]',

  async run(effort, say) {
    const stack = await StackUnderLoad.start(say);
    const natsUrl = stack.stack.servers.nats.url;
    const lean = await EchoPath.start('lean-echo', natsUrl);
    const nest = await EchoPath.start('nest-echo', natsUrl);
    const crowdOf = async (sockets: readonly ThinSocket[], speak: Say) => {
      const turns = sockets.map(() => 0);
      return keepWaiting(WAITING, effort.roundMs, (caller, nth) => {
        const index = caller + WAITING * (nth % 2);
        return speak(sockets[index]!, turns[index]!++);
      });
    };
    const aloneOf = (sockets: readonly ThinSocket[], speak: Say) =>
      keepWaiting(1, effort.roundMs, (_, nth) => speak(sockets[0]!, nth));
    const tails: number[] = [];
    const bodies: number[] = [];
    const noted = ({ latenciesMs }: Throughput) => {
      tails.push(quantile(latenciesMs, 0.99));
      bodies.push(quantile(latenciesMs, 0.5));
      return bodies.at(-1)!;
    };

    try {
      const ourSockets = await stack.devices(SOCKETS);
      const leanSockets = await lean.sockets(SOCKETS);
      const nestSockets = await nest.sockets(SOCKETS);
      for (const [sockets, speak] of [
        [leanSockets, echo],
        [nestSockets, echo],
        [ourSockets, press],
      ] as const) {
        for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await crowdOf(sockets, speak);
      }
      const alone = await inTurn(
        effort,
        {
          lean: async () => quantile((await aloneOf(leanSockets, echo)).latenciesMs, 0.5),
          nest: async () => quantile((await aloneOf(nestSockets, echo)).latenciesMs, 0.5),
          ours: async () => noted(await aloneOf(ourSockets, press)),
        },
        say,
      );
      const crowd = await inTurn(
        effort,
        {
          lean: async () => (await crowdOf(leanSockets, echo)).perSecond,
          nest: async () => (await crowdOf(nestSockets, echo)).perSecond,
          ours: async () => (await crowdOf(ourSockets, press)).perSecond,
        },
        say,
      );
      const tail = quantile(tails, 0.5);
      return [
        {
          what: 'one command alone, p50',
          ours: milliseconds(alone.ours),
          peer: `bare echo through lean gateway: ${milliseconds(alone.lean)}`,
          ratio: alone.ours / alone.lean,
          target: `<= ${ALONE_TARGET}x`,
          met: alone.ours <= ALONE_TARGET * alone.lean,
        },
        {
          what: 'one command alone, p50',
          ours: milliseconds(alone.ours),
          peer: `echo through Nest: ${milliseconds(alone.nest)}`,
          ratio: alone.ours / alone.nest,
        },
        {
          what: 'one command alone, p99',
          ours: milliseconds(tail),
          peer: `its own p50: ${milliseconds(alone.ours)}`,
          ratio: tail / alone.ours,
          target: `<= ${TAIL_TARGET}x`,
          met: tail <= TAIL_TARGET * alone.ours,
        },
        {
          what: `commands a second, ${WAITING} in flight`,
          ours: whole(crowd.ours),
          peer: `batched echo without database: ${whole(crowd.lean)}`,
          ratio: crowd.ours / crowd.lean,
          target: `>= ${LEAN_TARGET}x`,
          met: crowd.ours >= LEAN_TARGET * crowd.lean,
        },
        {
          what: `commands a second, ${WAITING} in flight`,
          ours: whole(crowd.ours),
          peer: `Nest's gateway, client and responder, echo: ${whole(crowd.nest)}`,
          ratio: crowd.ours / crowd.nest,
          target: `>= ${NEST_TARGET}x`,
          met: crowd.ours >= NEST_TARGET * crowd.nest,
        },
      ];
    } finally {
      lean.stop();
      nest.stop();
      await stack.stop();
    }
  },
};

/** The same bytes as a real command. */
function echo(socket: ThinSocket): Promise<unknown> {
  return socket.ask('command', { name: 'timer/start', commandId: randomUUID(), data: { replace: true } });
}
