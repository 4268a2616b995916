import { setTimeout as pause } from 'node:timers/promises';

import { day, defaultDaySettings } from '@tidemark/domain';

import { sized, type Bench } from './bench';
import { MidnightRun, type Midnight } from './load/midnight-run';
import { Pressing } from './load/pressing';
import { StackUnderLoad } from './load/stack-under-load';
import { PlainDays } from './peers/plain-days';
import { quantile } from './report/rounds';
import { milliseconds, whole } from './report/table';

const ROUNDS = 3;
const USERS = 100_000;
/** With `TIDEMARK_BENCH_FULL=1` one midnight of a whole million is measured. */
const USERS_FULL = 1_000_000;
const SET_BASED_USERS = 50_000;
const ONE_BY_ONE_USERS = 10_000;
const ALONE_USERS = 4_000;
const PRESENT = 20;
const CALM_MS = 3_000;
const ONE_BY_ONE_TARGET = 10;
const P99_MAX_MS = 30;

/** Q6: the days of a whole zone end at one instant. */
export const midnight: Bench = {
  name: 'midnight',
  title: 'A midnight: the days of a whole zone end at once [Q6]',

  async run(effort, say) {
    const isFull = process.env['TIDEMARK_BENCH_FULL'] === '1';
    const users = isFull ? USERS_FULL : sized(effort, USERS);
    // Day rows and tasks follow the facts; what is measured here is the timer-service.
    const stack = await StackUnderLoad.start(say, { progressServices: 0, schedulerServices: 0 });
    const run = await MidnightRun.on(stack);
    const plain = await PlainDays.on(stack.stack.servers.postgres.url);
    const state = { ...day.initial, settings: defaultDaySettings };
    try {
      const present = await stack.devices(PRESENT);
      const setBased: number[] = [];
      const oneByOne: number[] = [];
      const calmMs: number[] = [];
      const midnights: Midnight[] = [];
      for (let round = 0; round < (isFull ? 1 : Math.min(ROUNDS, effort.rounds)); round += 1) {
        setBased.push(await plain.setBased(sized(effort, SET_BASED_USERS), state));
        oneByOne.push(await plain.oneByOne(sized(effort, ONE_BY_ONE_USERS), state));
        const calm = new Pressing(present);
        await pause(CALM_MS);
        calmMs.push(...(await calm.stop()));
        const passed = await run.pass(users, sized(effort, ALONE_USERS), present);
        midnights.push(passed);
        say(
          `  ${whole(passed.perSecond)}/s, told ${whole(passed.toldPerSecond)}/s, alone ${whole(passed.alonePerSecond)}/s`,
        );
        say(`  in SQL: ${whole(setBased.at(-1)!)}/s together, ${whole(oneByOne.at(-1)!)}/s one by one`);
      }

      const median = (values: readonly number[]) => quantile(values, 0.5);
      const of = (measure: (one: Midnight) => number) => median(midnights.map(measure));
      const perSecond = of((one) => one.perSecond);
      const alone = of((one) => one.alonePerSecond);
      const busyMs = midnights.flatMap(({ latenciesMs }) => latenciesMs);
      const p99 = quantile(busyMs, 0.99);
      return [
        {
          what: `days closed a second, ${whole(users)} at once`,
          ours: whole(perSecond),
          peer: `in SQL, a transaction for each user: ${whole(median(oneByOne))}`,
          ratio: perSecond / median(oneByOne),
          target: `>= ${ONE_BY_ONE_TARGET}x`,
          met: perSecond >= ONE_BY_ONE_TARGET * median(oneByOne),
        },
        {
          what: 'the same',
          ours: whole(perSecond),
          peer: `ours, a request and a commit for each user: ${whole(alone)}`,
          ratio: perSecond / alone,
        },
        {
          what: 'the same',
          ours: whole(perSecond),
          peer: `in SQL, a thousand users to a statement: ${whole(median(setBased))}`,
          ratio: perSecond / median(setBased),
        },
        { what: 'closed and told to everybody, a second', ours: whole(of((one) => one.toldPerSecond)) },
        {
          what: 'processor time for each of them, told',
          ours: `${whole(of((one) => one.serviceUs))} us`,
          peer: `Postgres beside it: ${whole(of((one) => one.postgresUs))} us`,
        },
        {
          what: "others' acknowledgement p99 meanwhile",
          ours: milliseconds(p99),
          peer: `in calm: ${milliseconds(quantile(calmMs, 0.99))}`,
          target: `<= ${P99_MAX_MS} ms`,
          met: p99 <= P99_MAX_MS,
        },
        {
          what: "others' acknowledgement p50 meanwhile",
          ours: milliseconds(median(busyMs)),
          peer: `in calm: ${milliseconds(median(calmMs))}`,
        },
        {
          what: 'a midnight at which 1 % were active',
          ours: milliseconds(of((one) => one.quietMs)),
          peer: `at which all were: ${milliseconds(of((one) => one.durationMs))}`,
        },
      ];
    } finally {
      await plain.close();
      await run.close();
      await stack.stop();
    }
  },
};
