import type { Json } from '@tidemark/domain';
import { useState } from 'react';

type Held = Json | undefined;

/** What somebody types, and between which two states of the form that lies. */
interface Typed {
  readonly text: string;
  readonly before: Held;
  readonly after: Held;
}

/**
 * The text of a box: what is typed, letter by letter, and also where it cannot be held yet; but as soon as the form holds
 * something else, because another device wrote it, that is what is shown.
 */
export function useTyped(text: string, held: Held) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const isOwn = typed !== null && (isSame(held, typed.after) || isSame(held, typed.before));
  return {
    text: isOwn ? typed.text : text,
    isOwn,
    /** `after` is what the form will hold of it. */
    type: (next: string, after: Held) => setTyped({ text: next, before: held, after }),
    end: () => setTyped(null),
  };
}

function isSame(left: Held, right: Held): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
