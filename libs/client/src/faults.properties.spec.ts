import { MINUTE, SECOND } from '@tidemark/domain';
import fc from 'fast-check';
import type { Entry } from './outbox/entry';
import { TestBrowser, type TestTab } from './testing/test-browser';
import { settle } from './testing/test-clock';
import type { Fault } from './testing/test-transport';

const FAULTS: readonly Fault[] = [
  ...(['lost', 'answer-lost', 'doubled', 'expired', 'too-many', 'unavailable', 'internal', 'cut', 'never'] as const),
];
const TABS_MAX = 3;
/** Whatever happened, after so long all is well that can be. */
const RECOVERED_AFTER_MS = 20 * MINUTE;

type Action =
  | { readonly do: 'press'; readonly tab: number; readonly lane: 'timer' | 'p' | 'q' }
  | { readonly do: 'press-in-vain'; readonly tab: number }
  | { readonly do: 'fault'; readonly tab: number; readonly faults: readonly (Fault | null)[] }
  | { readonly do: 'network'; readonly tab: number; readonly isWorking: boolean }
  | { readonly do: 'kill' | 'freeze'; readonly tab: number }
  | { readonly do: 'open' | 'server-gone' | 'server-back' }
  | { readonly do: 'pass'; readonly ms: number };

const tab = fc.nat(TABS_MAX - 1);
const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('press' as const), tab, lane: fc.constantFrom('timer', 'p', 'q') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('press-in-vain' as const), tab }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      tab,
      faults: fc.array(fc.option(fc.constantFrom(...FAULTS)), { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('network' as const), tab, isWorking: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('kill' as const, 'freeze' as const), tab }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('open' as const, 'server-gone' as const, 'server-back' as const) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(8 * SECOND) }) },
) as fc.Arbitrary<Action>;

/** A device with several tabs, in the hands of a drawn fate. */
class Life {
  readonly pressed: { readonly key: string; readonly lane: string; readonly isInVain: boolean }[] = [];
  private readonly tabs: TestTab[] = [];
  private readonly all = TestBrowser.alone();

  async begin(): Promise<void> {
    await this.open();
    await this.tabs[0]?.client.signIn({ as: 'guest' });
    await settle();
  }

  async live(action: Action): Promise<void> {
    const { server, time } = this.all;
    const tab = 'tab' in action ? this.tabs[action.tab % Math.max(1, this.tabs.length)] : undefined;
    if (action.do === 'pass') await time.pass(action.ms);
    if (action.do === 'open' && this.tabs.length < TABS_MAX) await this.open();
    if (action.do === 'server-gone') server.isDown = true;
    if (action.do === 'server-gone') server.cut();
    if (action.do === 'server-back') server.isDown = false;
    if (tab) await this.happen(action, tab);
    await settle();
    await this.nothingIsLost();
  }

  /** Everything is mended, and the only tab is a new one. */
  async recover(): Promise<TestTab> {
    for (const tab of this.tabs.splice(0)) tab.kill();
    this.all.server.isDown = false;
    const tab = await this.open();
    await this.all.time.pass(RECOVERED_AFTER_MS);
    return tab;
  }

  get applied() {
    return this.all.server.applied;
  }

  get server() {
    return this.all.server;
  }

  private async happen(action: Action, tab: TestTab): Promise<void> {
    if (action.do === 'press') await this.press(tab, action.lane, false);
    if (action.do === 'press-in-vain') await this.press(tab, 'timer', true);
    if (action.do === 'fault') tab.transport.faults.push(...action.faults);
    if (action.do === 'network') {
      await tab.transport.become(action.isWorking);
      if (action.isWorking) tab.page.online();
    }
    if (action.do === 'kill' || action.do === 'freeze') {
      // Nobody presses anything in a frozen tab.
      this.tabs.splice(this.tabs.indexOf(tab), 1);
      tab[action.do]();
    }
  }

  private async press({ client }: TestTab, lane: string, isInVain: boolean): Promise<void> {
    const nth = this.pressed.length;
    const place = { programId: lane, week_number: 1 + Math.floor(nth / 7), day_number: 1 + (nth % 7) };
    const receipt = isInVain
      ? client.command('timer/resume')
      : lane === 'timer'
        ? client.command('timer/task', { task: { id: `${nth}`, title: '' } })
        : client.command('progress/complete', place);
    this.pressed.push({ key: receipt.commandId, lane, isInVain });
    expect(await receipt.durable).toEqual({ ok: true, value: null });
  }

  private async open(): Promise<TestTab> {
    const tab = await this.all.browser.open();
    this.tabs.push(tab);
    return tab;
  }

  /** [I-23] Until the server has it, every write is on the device, waiting or refused. */
  private async nothingIsLost(): Promise<void> {
    const kept = await this.all.browser.storage.all('outbox');
    const taken = new Set(this.applied.map(({ commandId }) => commandId));
    const lost = this.pressed.filter(({ key }) => !kept.has(key) && !taken.has(key));
    expect(lost).toEqual([]);
  }
}

describe('whatever happens to a device with several tabs', () => {
  it('every write takes effect once, in the order it was made, or is kept with its reason [I-20] [I-22] [I-23]', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(actions, { maxLength: 40 }), async (fate) => {
        const life = new Life();
        await life.begin();
        for (const action of fate) await life.live(action);
        const { client } = await life.recover();

        for (const lane of ['timer', 'p', 'q']) {
          const wished = life.pressed.filter((press) => press.lane === lane && !press.isInVain).map(({ key }) => key);
          const own = new Set(wished);
          expect(life.applied.map(({ commandId }) => commandId).filter((key) => own.has(key))).toEqual(wished);
        }
        expect(client.getRetryQueueStatus()).toEqual({ pending: 0, items: [] });
        const inVain = life.pressed.filter(({ isInVain }) => isInVain).map(({ key }) => key);
        expect(client.refused().map(({ key }: Entry) => key)).toEqual(inVain);
        expect(client.get('timer').value?.task).toEqual(life.server.timerShown.task);
        expect(client.status().link).toBe('live');
      }),
      { numRuns: 150 },
    );
  });
});
