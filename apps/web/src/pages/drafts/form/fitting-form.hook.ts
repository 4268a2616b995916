import type { Json } from '@tidemark/domain';
import { useState } from 'react';
import { sizeAfter } from './form-fields';

type Patch = Readonly<Record<string, Json>>;

const nothing: Patch = {};

/** Saves what fits. What does not stays in its field, and is sent with the next change that makes room [F1]. */
export function useFittingForm(data: Json, save: (patch: Json) => void) {
  const [held, setHeld] = useState(nothing);
  return {
    held,
    size: sizeAfter(data, held),
    change(name: string, value: Json) {
      const patch = { ...held, [name]: value };
      const fits = !sizeAfter(data, patch).isOver;
      setHeld(fits ? nothing : patch);
      if (fits) save(patch);
    },
  };
}

export type FittingForm = ReturnType<typeof useFittingForm>;
