import { toIso, utf8BytesOf } from '@tidemark/domain';
import type { Account } from '../link/account';
import { signedOut, unreachable, verdictOn, type Answer, type Failure } from '../link/answer';
import type { Link } from '../link/link';
import { KEEPALIVE_BYTES_MAX, type Sent, type Transport } from '../link/transport';
import type { Confirmed } from '../states/confirmed';
import { PREFIXES, type Kind, type News, type PartState } from '../states/kinds';
import type { Page } from '../tabs/page';
import type { TabMessage } from '../tabs/tab-message';
import { wayOf, type Entry } from './entry';
import type { Outbox } from './outbox';

/** What delivery needs around it. */
export interface DeliveryParts {
  readonly transport: Transport;
  readonly account: Account;
  readonly link: Pick<Link, 'renew'>;
  readonly outbox: Outbox;
  readonly confirmed: Confirmed;
  readonly page: Pick<Page, 'isOnline'>;
  deviceId(): string;
  say(message: TabMessage): void;
}

/** With a token that ran out meanwhile, and then with a new one. */
const TOKENS_TRIED_MAX = 2;

/** Hands single writes over, and keeps what the server said to them. */
export class Delivery {
  constructor(private readonly parts: DeliveryParts) {}

  async deliver(entry: Entry): Promise<Answer> {
    const { transport, account, link, page, deviceId } = this.parts;
    let answer: Answer = unreachable;
    for (let tried = 0; tried < TOKENS_TRIED_MAX && page.isOnline; tried += 1) {
      const token = await account.token();
      if (!token.ok) return token;
      // Somebody else has signed in meanwhile, in whose name nothing of this is said.
      if (account.userId !== entry.userId) return signedOut;
      answer = await transport.command(sentOf(entry), { token: token.body, deviceId: deviceId() });
      if (answer.ok || verdictOn(answer.error) !== 'new-token') return answer;
      account.distrust(token.body);
      if (transport.isOpen) await link.renew();
    }
    return answer;
  }

  /** The page goes: the first of each lane once more, as far as the browser takes it. What stays is kept. */
  farewell(heads: readonly Entry[]): void {
    const { transport, account, deviceId } = this.parts;
    const token = account.tokenAtHand;
    if (token === null) return;
    let leftBytes = KEEPALIVE_BYTES_MAX;
    for (const entry of heads) {
      const sent = sentOf(entry);
      leftBytes -= utf8BytesOf(JSON.stringify(sent));
      if (leftBytes < 0) return;
      transport.farewell(sent, { token, deviceId: deviceId() });
    }
  }

  /** It will take longer: all that stand in the same lane wait with the first. */
  delayed(entry: Entry, failure: Failure, attempts: number): void {
    const behind = this.parts.outbox.waiting.filter(({ lane, key }) => lane === entry.lane && key !== entry.key);
    this.parts.say({ type: 'delayed', keys: [entry.key, ...behind.map(({ key }) => key)], failure, attempts });
  }

  /** Kept in one: a write is gone from here only together with what the server made of it [I-23]. */
  async settled(entry: Entry, answer: Answer): Promise<void> {
    const { outbox, confirmed, say } = this.parts;
    const isKnown = outbox.find(entry.key) !== undefined;
    const refused = answer.ok || !isKnown ? [] : [{ ...entry, refusal: answer.error }];
    const change = { put: [...refused, ...this.renamed(entry, answer)], removed: answer.ok ? [entry.key] : [] };
    const news = newsIn(entry, answer);
    const keeping = outbox.change(change, confirmed.take(news));
    say({ type: 'took', news, reached: {}, commandId: entry.key });
    say({ type: 'outbox', change, replaced: null });
    await keeping;
    say({ type: 'settled', key: entry.key, answer });
  }

  /** What was saved to a draft before the server gave it an id. */
  private renamed(entry: Entry, answer: Answer): readonly Entry[] {
    if (entry.name !== 'draft/create' || !answer.ok) return [];
    const { id } = answer.body as { id: string };
    const own = this.parts.outbox.waiting.filter(({ name, data }) => {
      return name.startsWith('draft/') && data['id'] === entry.key;
    });
    return own.map((waiting) => {
      const data = { ...waiting.data, id };
      return { ...waiting, data, ...wayOf(waiting.name, data) };
    });
  }
}

function sentOf({ key: commandId, name, data, happenedAt, isTimed }: Entry): Sent {
  return { name, commandId, ...(isTimed && { at: toIso(happenedAt) }), data };
}

const KINDS = Object.keys(PREFIXES) as Kind[];

/** The state in an answer, or in the details of a refusal. */
function newsIn({ name }: Entry, answer: Answer): readonly News[] {
  const kind = KINDS.find((one) => name.startsWith(PREFIXES[one]));
  const state = (answer.ok ? answer.body : answer.error.details) as PartState | undefined;
  const isState = typeof state === 'object' && state !== null && 'revision' in state && !('results' in state);
  const isWhole = answer.ok || (isState && 'serverTime' in state);
  return kind && isState && isWhole ? [{ kind, state }] : [];
}
