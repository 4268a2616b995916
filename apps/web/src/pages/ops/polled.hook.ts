import { useAsk, type Asked } from '@tidemark/client/react';
import { useEffect, useRef } from 'react';

/** Asks again and again, for as long as somebody looks at it. */
export function usePolled<Value>(path: string, everyMs: number): Asked<Value> {
  const asked = useAsk<Value>(path);
  const { again } = asked;
  useEffect(() => {
    const clock = setInterval(() => document.hidden || again(), everyMs);
    return () => clearInterval(clock);
  }, [again, everyMs]);
  return asked;
}

/** The last value that there was, while the next one is on its way. */
export function useLast<Value>(value: Value | null): Value | null {
  const last = useRef(value);
  if (value !== null) last.current = value;
  return last.current;
}
