import type { Answer, Failure } from '../link/answer';
import type { LinkState } from '../link/link';
import type { OutboxChange } from '../outbox/outbox';
import type { News, Reached } from '../states/kinds';

/** What the tabs of a browser tell one another, so that all of them show the same [S1]. */
export type TabMessage =
  | { readonly type: 'outbox'; readonly change: OutboxChange; readonly replaced: string | null }
  | { readonly type: 'delayed'; readonly keys: readonly string[]; readonly failure: Failure; readonly attempts: number }
  | { readonly type: 'settled'; readonly key: string; readonly answer: Answer }
  | {
      readonly type: 'took';
      readonly news: readonly News[];
      readonly reached: Reached;
      readonly commandId: string | null;
    }
  /** Is somebody leading, and awake? */
  | { readonly type: 'ask' }
  | { readonly type: 'here'; readonly link: LinkState; readonly aheadOfWallMs: number | null }
  /** Nothing shall wait any longer. */
  | { readonly type: 'hurry' }
  /** Somebody else is signed in, or nobody. */
  | { readonly type: 'account' };
