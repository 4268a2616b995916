import type { TimerView } from '@tidemark/domain';
import { Outbox } from './outbox';
import type { Answer, Command, CommandName, Failure } from './protocol';

type Said = Answer<TimerView> | null;

const yes = { ok: true } as Answer<TimerView>;
const no = (code: string): Said => ({ ok: false, error: { code, message: code } });

/** A connection that gives these answers in turn, and breaks where the answer is null. */
class Line {
  isOpen = true;
  readonly sent: string[] = [];
  readonly pauses: number[] = [];
  readonly settlements: (Failure | 'ok')[] = [];

  constructor(private readonly answers: Said[]) {}

  deliver({ commandId }: Command): Promise<Said> {
    this.sent.push(commandId);
    const answer = this.answers.shift() ?? null;
    if (answer === null) this.isOpen = false;
    return Promise.resolve(answer);
  }

  settled(_: Command, answer: Answer<TimerView>): void {
    this.settlements.push(answer.ok ? 'ok' : answer.error);
  }

  pause(durationMs: number): Promise<void> {
    this.pauses.push(durationMs);
    return Promise.resolve();
  }
}

const command = (commandId: string, name: CommandName = 'timer/pause'): Command => ({ name, commandId, data: {} });

async function through(line: Line, ...commands: Command[]): Promise<Outbox> {
  const outbox = new Outbox(line);
  for (const each of commands) outbox.add(each);
  await new Promise((drained) => setTimeout(drained));
  return outbox;
}

describe('the outbox', () => {
  it('sends one after the other, in the order of the presses', async () => {
    const line = new Line([yes, yes]);
    const outbox = await through(line, command('a'), command('b'));
    expect(line.sent).toEqual(['a', 'b']);
    expect(outbox.isEmpty).toBe(true);
  });

  it('sends the same key again after a reconnect [T3]', async () => {
    const line = new Line([null, yes]);
    const outbox = await through(line, command('a'));
    expect(outbox.holds('timer/pause')).toBe(true);
    line.isOpen = true;
    await outbox.flush();
    expect(line.sent).toEqual(['a', 'a']);
    expect(line.settlements).toEqual(['ok']);
  });

  it('keeps what was pressed without a connection', async () => {
    const line = new Line([yes]);
    line.isOpen = false;
    const outbox = await through(line, command('a'));
    expect(line.sent).toEqual([]);
    expect(outbox.isEmpty).toBe(false);
  });

  it('does not repeat what was refused [T11]', async () => {
    const line = new Line([no('timer/not-running'), yes]);
    await through(line, command('a'), command('b'));
    expect(line.sent).toEqual(['a', 'b']);
    expect(line.settlements[0]).toMatchObject({ code: 'timer/not-running' });
  });

  it('tries a busy server again after 1, 5 and 15 seconds, and then says so', async () => {
    const line = new Line(Array.from({ length: 4 }, () => no('service/unavailable')));
    await through(line, command('a'));
    expect(line.sent).toEqual(['a', 'a', 'a', 'a']);
    expect(line.pauses).toEqual([1_000, 5_000, 15_000]);
    expect(line.settlements).toEqual([{ code: 'service/unavailable', message: 'service/unavailable' }]);
  });

  it('gives a command up that no connection ever answers', async () => {
    const line = new Line([]);
    const outbox = await through(line, command('a'));
    for (let connection = 2; connection <= 6; connection += 1) {
      line.isOpen = true;
      await outbox.flush();
    }
    expect(line.sent).toHaveLength(6);
    expect(line.settlements).toMatchObject([{ code: 'outbox/undelivered' }]);
  });

  it('refuses to pile up more than it can keep', async () => {
    const line = new Line([]);
    line.isOpen = false;
    await through(line, ...Array.from({ length: 21 }, (_, index) => command(String(index))));
    expect(line.settlements).toMatchObject([{ code: 'outbox/full' }]);
  });
});
