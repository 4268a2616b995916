import { ValidateBy } from 'class-validator';
import { utf8BytesOf } from '@tidemark/domain';
import { asItCame, isListOfObjects, note, type Shape } from './fields';

/** How large a list may be. */
export interface ListLimits {
  readonly itemsMax: number;
  /** The keys of the whole request, at all levels together. */
  readonly keysMax: number;
}

/** Objects of another shape that are checked one by one later, so that a mistake in one refuses no other. */
export const ListApart = (shape: () => Shape, { itemsMax, keysMax }: ListLimits, description?: string) =>
  note(
    { nested: shape, list: true, apart: true, keysMax, schema: { minItems: 1, maxItems: itemsMax, description } },
    ValidateBy({
      name: 'isListOfObjects',
      validator: {
        validate: (value: unknown) => isListOfObjects(value, itemsMax) && value.length > 0,
        defaultMessage: () => `$property must be a list of 1 to ${itemsMax} objects`,
      },
    }),
    asItCame,
  );

/** Objects in which anything may stand, in so many bytes of JSON in all. */
export const FreeList = ({ itemsMax, keysMax }: ListLimits, bytesMax: number, description?: string) =>
  note(
    { keysMax, schema: { type: 'array', items: { type: 'object' }, maxItems: itemsMax, description } },
    ValidateBy({
      name: 'isListOfObjects',
      validator: {
        validate: (value: unknown) => isListOfObjects(value, itemsMax),
        defaultMessage: () => `$property must be a list of at most ${itemsMax} objects`,
      },
    }),
    ValidateBy({
      name: 'bytesMax',
      validator: {
        validate: (value: unknown) => utf8BytesOf(JSON.stringify(value ?? null)) <= bytesMax,
        defaultMessage: () => `$property must be JSON of at most ${bytesMax} bytes`,
      },
    }),
    asItCame,
  );
