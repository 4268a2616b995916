import { randomBytes, randomUUID } from 'node:crypto';

import { sized, type Bench } from './bench';
import { cpuSeconds, cpuSecondsOfFamily, residentBytes } from './load/process-usage';
import { seedDrafts } from './load/seeded-drafts';
import { StackUnderLoad } from './load/stack-under-load';
import { keepWaiting } from './load/waiting';
import { PlainDrafts } from './peers/plain-drafts';
import { inTurn } from './report/rounds';
import { milliseconds, whole, type Row } from './report/table';

const WAITING = [1, 32] as const;
/** Rows of one plain statement: as many as wait with us. */
const ROWS = 32;
const FIELDS = 200;
const FIELD_BYTES = 24;
const DRAFTS = 100_000;
const PAGE = 100;
const MIB = 1_048_576;

interface Saved {
  readonly id: string;
  readonly revision: number;
}

/** Forms of 10 KB: saved with a base and merged, and listed by page, beside the plainest way to do either. */
export const drafts: Bench = {
  name: 'drafts',
  title: 'Drafts: saves of 10 KB, and a list of 100,000 [F2, F5]',

  async run(effort, say) {
    const stack = await StackUnderLoad.start(say, { timerServices: 1, schedulerServices: 0 });
    const plain = await PlainDrafts.on(stack.stack.servers.postgres.url, Math.max(...WAITING));
    const writers = await Promise.all(Array.from({ length: Math.max(...WAITING) }, () => Writer.begin(stack)));
    const saves = (waiting: number) => async () =>
      (await keepWaiting(waiting, effort.roundMs, (caller) => writers[caller]!.save())).perSecond;
    const rows = (count: number) => async () => {
      const insert = () => plain.insert(randomUUID(), Array.from({ length: count }, aDraft));
      return count * (await keepWaiting(1, effort.roundMs, insert)).perSecond;
    };

    try {
      const rates = await inTurn(
        effort,
        { 'plain 1': rows(1), 'ours 1': saves(1), 'plain 32': rows(ROWS), 'ours 32': saves(ROWS) },
        say,
      );
      const costMs = await costOfSave(stack, writers, effort.roundMs);
      const listed = await listing(stack, plain, sized(effort, DRAFTS));
      return [
        ...WAITING.map((waiting): Row => {
          const [ours, theirs] = [rates[`ours ${waiting}`], rates[`plain ${waiting}`]];
          return {
            what: `saves a second, ${waiting} at once`,
            ours: whole(ours),
            peer: `plain insert of ${waiting} ${waiting === 1 ? 'row' : 'rows'}: ${whole(theirs)}`,
            ratio: ours / theirs,
          };
        }),
        {
          what: 'processor time for a save, both services',
          ours: milliseconds(costMs.services),
          peer: `Postgres beside them: ${milliseconds(costMs.postgres)}`,
        },
        ...listed,
      ];
    } finally {
      await plain.close();
      await stack.stop();
    }
  },
};

/** What a save takes of the processor, which others on the machine do not change. */
async function costOfSave(stack: StackUnderLoad, writers: readonly Writer[], durationMs: number) {
  const used = () => ({
    services: cpuSeconds(stack.pid('gateway')) + cpuSeconds(stack.pid('progress-service')),
    postgres: cpuSecondsOfFamily(stack.stack.servers.postgres.own!.pid!),
  });
  const before = used();
  const { latenciesMs } = await keepWaiting(writers.length, durationMs, (caller) => writers[caller]!.save());
  const after = used();
  const forOne = (name: keyof typeof before) => ((after[name] - before[name]) * 1_000) / latenciesMs.length;
  return { services: forOne('services'), postgres: forOne('postgres') };
}

/** Reads all of somebody's drafts page by page, and looks at the memory of the service that answers. */
async function listing(stack: StackUnderLoad, plain: PlainDrafts, count: number): Promise<readonly Row[]> {
  const userId = await seedDrafts(stack.database, count);
  await plain.copyFrom(userId);
  const memory = () => residentBytes(stack.pid('progress-service')) / MIB;
  const before = memory();
  let most = before;
  const reader = new Writer(stack, userId);
  const ours = await rateOf(count, () => reader.walk(() => (most = Math.max(most, memory()))));
  const theirs = await rateOf(count, () => plain.walk(userId, PAGE));
  return [
    {
      what: `drafts a second, ${whole(count)} listed by page`,
      ours: whole(ours),
      peer: `plain pages of ${PAGE} rows, from the database: ${whole(theirs)}`,
      ratio: ours / theirs,
    },
    {
      what: 'memory of progress-service at most meanwhile',
      ours: `${whole(most)} MiB`,
      peer: `before: ${whole(before)} MiB`,
      ratio: most / before,
    },
  ];
}

async function rateOf(count: number, walk: () => Promise<number>): Promise<number> {
  const startedAt = performance.now();
  const seen = await walk();
  if (seen !== count) throw new Error(`${seen} drafts were listed, of ${count}.`);
  return (count * 1_000) / (performance.now() - startedAt);
}

/** Somebody with one draft, on one device. */
class Writer {
  private saved: Saved = { id: '', revision: 0 };

  constructor(
    private readonly stack: StackUnderLoad,
    readonly userId: string = randomUUID(),
  ) {}

  static async begin(stack: StackUnderLoad): Promise<Writer> {
    const writer = new Writer(stack);
    writer.saved = await writer.ask('POST', '', { profileId: 'bench', data: aForm() });
    return writer;
  }

  async save(): Promise<void> {
    const { id, revision: baseRevision } = this.saved;
    this.saved = await this.ask('PUT', `/${id}`, { data: aForm(), baseRevision });
  }

  /** Returns how many drafts there are. */
  async walk(look: () => void): Promise<number> {
    let [count, cursor] = [0, ''];
    for (;;) {
      const page = await this.ask<Page>('GET', `?limit=${PAGE}${cursor && `&cursor=${cursor}`}`);
      count += page.items.length;
      look();
      if (page.nextCursor === undefined) return count;
      cursor = page.nextCursor;
    }
  }

  private async ask<Answer = Saved>(method: string, rest: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.stack.address}/api/drafts${rest}`, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.stack.token(this.userId)}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} was answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}

interface Page {
  readonly items: readonly object[];
  readonly nextCursor?: string;
}

function aDraft(): { readonly draft_id: string; readonly data: object } {
  return { draft_id: randomUUID(), data: aForm() };
}

/** 10 KB that nothing can compress. */
function aForm(): Readonly<Record<string, string>> {
  const fields = Array.from({ length: FIELDS }, (_, nth) => [
    `field${nth}`,
    randomBytes(FIELD_BYTES).toString('base64'),
  ]);
  return Object.fromEntries(fields) as Record<string, string>;
}
