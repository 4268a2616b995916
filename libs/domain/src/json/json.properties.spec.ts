import fc from 'fast-check';
import { difference, type Difference } from './json-difference';
import { exactJson } from './json-exact';
import { fieldChanges, withFields } from './json-fields';
import { mergePatch } from './json-merge';
import { fromPointer, toPointer, valueAt } from './json-path';
import { isJsonObject, isList, isSameJson, utf8BytesOf, type Json, type JsonObject } from './json-value';

/** Few names and values, so that two documents have much in common. */
const name = fc.constantFrom('a', 'b', 'c', '', 'a/b', '~', '0', 'toString');
const { document } = fc.letrec<{ document: Json; object: Json; list: Json }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Json>(null, true, 0, 1, 'x', '', {}, []),
    tie('object'),
    tie('list'),
  ),
  object: fc.dictionary(name, tie('document'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<Json>,
  list: fc.array(tie('document'), { maxLength: 5 }) as fc.Arbitrary<Json>,
}));

/** Documents as merge patches see them: to say null is to say nothing. */
function withoutNulls(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}

/** The RFC's own words for applying a patch, to be compared with ours for making one. */
function patched(document: Json, step: Difference): Json {
  const path = fromPointer(step.path);
  const last = path.at(-1);
  if (last === undefined) return step.op === 'remove' ? null : step.value;
  const copy = JSON.parse(JSON.stringify(document)) as Json;
  const holder = valueAt(copy, path.slice(0, -1));
  if (isList(holder)) {
    const items = holder as Json[];
    if (Number(last) > items.length - (step.op === 'add' ? 0 : 1)) throw new Error(`${step.path} is outside`);
    if (step.op === 'add') items.splice(Number(last), 0, step.value);
    else items.splice(Number(last), 1, ...(step.op === 'replace' ? [step.value] : []));
    return copy;
  }
  if (!isJsonObject(holder)) throw new Error(`Nothing at ${step.path}`);
  if (Object.hasOwn(holder, last) === (step.op === 'add')) throw new Error(`${step.op} of ${step.path}`);
  if (step.op === 'remove') delete (holder as Record<string, Json>)[last];
  else (holder as Record<string, Json>)[last] = step.value;
  return copy;
}

describe('two documents', () => {
  it('differ by what makes one of the other [F2]', () =>
    fc.assert(
      fc.property(document, document, (from, to) => {
        expect(difference(from, to).reduce(patched, from)).toEqual(to);
      }),
    ));

  it('that are the same do not differ, whatever the order of their keys [F2]', () =>
    fc.assert(
      fc.property(document, (one) => {
        const turned = isJsonObject(one) ? Object.fromEntries(Object.entries(one).reverse()) : one;
        expect(difference(one, turned)).toEqual([]);
        expect(fieldChanges(one, turned)).toEqual([]);
        expect(isSameJson(one, turned)).toBe(true);
      }),
    ));

  it('become one another field by field [F5]', () =>
    fc.assert(
      fc.property(document, document, (from, to) => {
        expect(withFields(from, fieldChanges(from, to))).toEqual(to);
      }),
    ));
});

describe('a merge patch', () => {
  it('is in force once it is applied, however often [F2]', () =>
    fc.assert(
      fc.property(document, document, (target, patch) => {
        const once = mergePatch(target, patch);
        expect(mergePatch(once, patch)).toEqual(once);
      }),
    ));

  it('of a document onto nothing, or onto itself, is the document [F2]', () =>
    fc.assert(
      fc.property(document, (any) => {
        const whole = withoutNulls(any);
        expect(mergePatch(undefined, whole)).toEqual(whole);
        expect(mergePatch(whole, whole)).toEqual(whole);
        expect(mergePatch(any, {})).toEqual(isJsonObject(any) ? any : {});
      }),
    ));

  it('changes no field that it does not name [F5]', () =>
    fc.assert(
      fc.property(
        fc.dictionary(name, document, { noNullPrototype: true }),
        fc.dictionary(name, document, { noNullPrototype: true }),
        (target, patch) => {
          const after = mergePatch(target, patch) as JsonObject;
          for (const [key, value] of Object.entries(target)) {
            if (!Object.hasOwn(patch, key)) expect(after[key]).toEqual(value);
          }
        },
      ),
    ));
});

describe('a text of JSON', () => {
  it('that JavaScript wrote is exact, and is kept to the letter [F1]', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(exactJson(text))).toBe(text);
        expect(JSON.stringify(exactJson(JSON.stringify(value, null, 2)))).toBe(text);
      }),
    ));

  it('is as long as it is in UTF-8 [F1]', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(utf8BytesOf(text)).toBe(Buffer.byteLength(text));
      }),
    ));

  it('names a path that leads back to where it came from', () =>
    fc.assert(
      fc.property(fc.array(fc.string()), (path) => {
        expect(fromPointer(toPointer(path))).toEqual(path);
      }),
    ));
});
