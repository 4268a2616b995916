import type { Instant } from '@tidemark/domain';
import { replayTask } from '@tidemark/service-kit';
import { logs, type LogName } from '../access/logs';
import { audited } from '../audit/audited';
import { reasonOption } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { notFound } from '../terminal/failure';
import { isoOf, moment } from '../terminal/moments';
import { table } from '../terminal/table';
import { asReplayName } from './selection';
import { REPLAYS } from './sql';

interface Replay {
  readonly log: LogName;
  readonly name: string;
  readonly told: number;
  readonly positionsLeft: number;
  readonly selection: string;
  readonly begunAt: Instant;
}

export const addReplays: AddCommand = (parent, desk) => {
  const group = parent.command('replays').description('Lists what is or was told again, and forgets it.');
  const all = group
    .command('list', { isDefault: true })
    .description('Lists what is or was told again, and how far it has come.');
  desk.does(all, list);
  const one = group
    .command('forget')
    .argument('<name>', 'as the list names it')
    .description('Removes what is kept of a replay on the bus, and how far it had come: asked again, it begins anew.')
    .addOption(reasonOption());
  desk.does(one, forget);
};

async function list({ access }: Work): Promise<Answer> {
  const pages = await Promise.all(
    logs.map(async ({ schema: log }) => {
      const { rows } = await access.database(log).query<Omit<Replay, 'log'>>(REPLAYS);
      return rows.map((row) => ({ log, ...row }));
    }),
  );
  const found = pages.flat();
  return {
    json: found.map((replay) => ({ ...replay, begunAt: isoOf(replay.begunAt) })),
    text: (paint) => {
      if (found.length === 0) return 'Nothing was told again.';
      const cells = found.map(({ name, log, told, positionsLeft, begunAt, selection }) => {
        return [name, log, told, positionsLeft, moment(begunAt), selection];
      });
      return table(['name', 'log', 'events told', 'positions left', 'begun', 'what'], cells, paint);
    },
  };
}

async function forget(work: Work, { reason }: { readonly reason: string }, given: string): Promise<Answer> {
  const name = asReplayName(given);
  const lanes = await audited(work, { action: 'replay/forget', subject: name, reason }, async () => {
    let forgotten = 0;
    for (const { schema } of logs) {
      forgotten += (await work.access.ask<{ lanes: number }>(replayTask(schema, 'forget'), { name })).lanes;
    }
    if (forgotten === 0) throw notFound(`replay ${name}`);
    return forgotten;
  });
  return { json: { name, lanes }, text: (paint) => paint('green', `The replay ${name} is forgotten.`) };
}
