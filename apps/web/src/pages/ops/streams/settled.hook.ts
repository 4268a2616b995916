import { useEffect, useState } from 'react';

/** A value that has stood still for a moment: whoever drags a slider does not want every place on the way. */
export function useSettled<Value>(value: Value, afterMs: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const clock = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(clock);
  }, [value, afterMs]);
  return settled;
}
