import { ValidateBy } from 'class-validator';
import { utf8BytesOf } from '@tidemark/domain';
import { asItCame, note, oneObject } from './fields';

/** How much may stand in a free object. */
export interface FreeLimits {
  /** At all levels together. */
  readonly keysMax: number;
  /** The names that lead to one value, together: whoever tells of many fields repeats them for each. */
  readonly pathLengthMax: number;
}

/** An object in which anything may stand. */
export const FreeObject = ({ keysMax, pathLengthMax }: FreeLimits, description?: string) =>
  note(
    { keysMax, schema: { type: 'object', additionalProperties: true, description } },
    ValidateBy(oneObject),
    ValidateBy({
      name: 'pathLength',
      validator: {
        validate: (value: unknown) => longestPathIn(value) <= pathLengthMax,
        defaultMessage: () => `the names that lead to a value in $property have at most ${pathLengthMax} characters`,
      },
    }),
    asItCame,
  );

function longestPathIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let longest = 0;
  for (const [name, inner] of Object.entries(value))
    longest = Math.max(longest, name.length + 1 + longestPathIn(inner));
  return longest;
}

/** Anything that JSON can say, in at most so many bytes. */
export const FreeJson = (bytesMax: number, description?: string) =>
  note(
    { schema: { description } },
    ValidateBy({
      name: 'bytesMax',
      validator: {
        validate: (value: unknown) => utf8BytesOf(JSON.stringify(value)) <= bytesMax,
        defaultMessage: () => `$property must be JSON of at most ${bytesMax} bytes`,
      },
    }),
    asItCame,
  );
