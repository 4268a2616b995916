import { useEffect, useRef } from 'react';

export type Keys = Readonly<Record<string, () => void>>;

/** Where keys mean something of their own. */
const TYPING = 'input, select, textarea, [contenteditable], [role="slider"], dialog, [popover]';
/** Where Space and Enter press what has the focus. */
const PRESSING = 'button, a, summary, [role="tab"], [role="switch"]';

/** Keys of the whole page, for hands that are nowhere else. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => void (current.current = keys));
  useEffect(() => {
    const heed = (event: KeyboardEvent) => {
      const { key, target, repeat, ctrlKey, metaKey, altKey, defaultPrevented } = event;
      const act = current.current[key.length === 1 ? key.toLowerCase() : key];
      if (!act || repeat || ctrlKey || metaKey || altKey || defaultPrevented) return;
      if (target instanceof Element && (target.closest(TYPING) || (key === ' ' && target.closest(PRESSING)))) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', heed);
    return () => removeEventListener('keydown', heed);
  }, []);
}
