import fc from 'fast-check';
import { draft } from './draft';
import { versionIn } from './draft-history';
import type { Device, DraftCommand, DraftVersion } from './draft-words';
import { isJsonObject, type Json } from '../json/json-value';
import {
  dataOf,
  further,
  known,
  laptop,
  lived,
  noon,
  phone,
  versionOf,
  wishes,
  type Lived,
} from '../testing/draft-story';
import { fromWire, toWire } from '../wire';

const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom<Json>(null, 'x', [], [1], {}));
const form = (names: readonly string[]): fc.Arbitrary<Json> =>
  fc.dictionary(fc.constantFrom(...names), fc.oneof(value, fc.dictionary(fc.constantFrom('p', 'q', 'soldAt'), value)), {
    noNullPrototype: true,
  }) as fc.Arbitrary<Json>;
const ours = form(['a', 'b', 'c']);
const theirs = form(['x', 'y', 'z']);
const everything = form(['a', 'b', 'x', 'y']);

interface Step {
  readonly device: Device;
  readonly isWhole: boolean;
  readonly content: Json;
  /** How many versions the device is behind. */
  readonly isBehindBy: number;
  readonly at: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  device: fc.constantFrom(phone, laptop),
  isWhole: fc.boolean(),
  content: everything,
  isBehindBy: fc.integer({ min: 0, max: 3 }),
  at: fc.integer({ min: 0, max: 5 }).map((minutes) => noon + minutes),
});

function commandOf({ device, isWhole, content, isBehindBy, at }: Step, before: Lived): DraftCommand {
  const base = versionOf(before, Math.max(1, known(before.state).version - isBehindBy));
  return isWhole ? wishes.save(content, { base, device, at }) : wishes.patch(content, { base, device, at });
}

function live(first: Json, steps: readonly Step[], look: (after: Lived, before: Lived, step: Step) => void): void {
  let present = lived(wishes.create(first));
  for (const step of steps) {
    const after = further(present, commandOf(step, present));
    look(after, present, step);
    present = after;
  }
}

const life = [everything, fc.array(step, { maxLength: 12 })] as const;
const both = (left: Json, right: Json): Json => ({
  ...(isJsonObject(left) ? left : {}),
  ...(isJsonObject(right) ? right : {}),
});

describe('whatever two devices save', () => {
  it('different fields come to the same, whichever save is heard first [F5]', () =>
    fc.assert(
      fc.property(ours, theirs, ours, theirs, (a, x, changedA, changedX) => {
        const begun = lived(wishes.create(both(a, x)));
        const base = versionOf(begun, 1);
        const onPhone = wishes.save(both(changedA, x), { base, device: phone });
        const onLaptop = wishes.save(both(a, changedX), { base, device: laptop });
        const [one, other] = [
          [onPhone, onLaptop],
          [onLaptop, onPhone],
        ].map((saves) => saves.reduce(further, begun));
        if (!one || !other) throw new Error('Both orders were lived');
        expect(dataOf(one)).toEqual(both(changedA, changedX));
        expect(dataOf(other)).toEqual(both(changedA, changedX));
        expect(known(one.state).overwritten).toEqual([]);
      }),
    ));

  it('versions are 1 to n without a hole, and each stays as it was [F2] [I-24]', () =>
    fc.assert(
      fc.property(...life, (first, steps) =>
        live(first, steps, (after, before) => {
          const versions = after.events.map(versionIn).filter((said) => said !== null);
          expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
          expect(versions.at(-1)).toMatchObject({ dataJson: known(after.state).dataJson });
          expect(after.events.slice(0, before.events.length)).toEqual(before.events);
        }),
      ),
    ));

  it('what a save says stands after it, or is kept as it was sent beside the word that it gave way [F5] [I-24]', () =>
    fc.assert(
      fc.property(...life, (first, steps) =>
        live(first, steps, (after, before, { content, isWhole, device }) => {
          const news = after.events.slice(before.events.length);
          const older = news.find(({ type }) => type === 'OlderSaveKept');
          if (older) expect(older.data).toMatchObject({ sentJson: JSON.stringify(content), device });
          else if (!isWhole) expect(draft.decide(after.state, wishes.patch(content, { device }))).toEqual([]);
          const gaveWay = known(after.state).overwritten.some(({ stands }) => stands === 'theirs');
          expect(news.length > 0 && gaveWay).toBe(older !== undefined);
        }),
      ),
    ));

  it('what is overwritten is in the version that is named [F5] [I-24]', () =>
    fc.assert(
      fc.property(...life, (first, steps) =>
        live(first, steps, (after, before) => {
          if (after.events.length === before.events.length) return;
          for (const { version, theirsJson } of known(after.state).overwritten) {
            if (theirsJson !== null) expect(versionOf(after, version).dataJson).toContain(theirsJson);
          }
        }),
      ),
    ));

  it('events and state come back from the wire as they were, and fold to the same [I-08]', () =>
    fc.assert(
      fc.property(...life, (first, steps) =>
        live(first, steps, ({ events, state }) => {
          const onWire = JSON.parse(JSON.stringify(events.map(({ type, data }) => ({ type, data: toWire(data) }))));
          const read = onWire.map(({ type, data }: { type: string; data: object }) => ({ type, data: fromWire(data) }));
          expect(read.reduce(draft.evolve, draft.initial)).toEqual(state);
        }),
      ),
    ));
});

describe('an earlier version', () => {
  it('that comes back is what it was, and going there and back again changes nothing [F2]', () =>
    fc.assert(
      fc.property(...life, fc.nat(), (first, steps, choice) => {
        const present = steps.reduce(
          (before, next) => further(before, commandOf(next, before)),
          lived(wishes.create(first)),
        );
        const { version } = known(present.state);
        const [wanted, last]: DraftVersion[] = [
          versionOf(present, 1 + (choice % version)),
          versionOf(present, version),
        ];
        if (!wanted || !last) throw new Error('Both versions are there');
        const back = further(present, wishes.restore(wanted));
        expect(known(back.state).dataJson).toBe(wanted.dataJson);
        expect(known(further(back, wishes.restore(last)).state).dataJson).toBe(last.dataJson);
      }),
    ));
});
