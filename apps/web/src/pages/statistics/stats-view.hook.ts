import { useCallback } from 'react';
import { useSearchParams } from 'wouter';
import { RANGE_KINDS, type RangeKind } from './stats-range';

/** What is looked at. It stands in the address, so that a number can be handed on with the day that made it [X6]. */
export interface StatsView {
  readonly kind: RangeKind;
  /** The range is the one around this date. */
  readonly around: string;
  /** The day whose story is told. */
  readonly day: string;
}

const DATE = /^\d{4}-\d\d-\d\d$/;

export function useStatsView(today: string) {
  const [params, setParams] = useSearchParams();
  const view: StatsView = {
    kind: RANGE_KINDS.find((kind) => kind === params.get('range')) ?? 'month',
    around: dateOr(params.get('around'), today),
    day: dateOr(params.get('day'), today),
  };
  const show = useCallback(
    (change: { readonly range?: RangeKind; readonly around?: string; readonly day?: string }) =>
      setParams((before) => ({ ...Object.fromEntries(before), ...change }), { replace: true }),
    [setParams],
  );
  return { view, show };
}

function dateOr(text: string | null, usual: string): string {
  return text !== null && DATE.test(text) && !Number.isNaN(Date.parse(text)) ? text : usual;
}
