import * as fc from 'fast-check';
import { lastTraces } from './draft-traces';
import type { DraftMemory, Trace } from './draft-words';

const trace = (version: number, ...paths: string[]): Trace => {
  return { version, paths, device: { deviceId: `device-${version}`, deviceInfoJson: null }, savedAt: version };
};
const everything = trace(1, '');
const versionAt = (pointer: string, ...later: Trace[]) => lastTraces([everything, ...later])(pointer).version;

describe('the last save of a field', () => {
  it.each([
    ['at it', '/a/b', 3],
    ['in it', '/a', 3],
    ['in everything', '', 4],
    ['around it', '/c/d/e', 4],
    ['of the beginning where others are beside it', '/c/f', 1],
    ['of the beginning where others only begin alike', '/a/bc', 1],
  ])('is the last %s: %s [F5]', (_, pointer, version) =>
    expect(versionAt(pointer, trace(2, '/a/b', '/c/d'), trace(3, '/a/b'), trace(4, '/c/d'))).toBe(version),
  );

  it('is the one that a search through all of them finds [F5]', () => {
    const pointer = fc
      .array(fc.constantFrom('a', 'b', ''), { maxLength: 3 })
      .map((names) => names.map((n) => `/${n}`).join(''));
    const later = fc.array(fc.array(pointer, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(pointer, later, (asked, saves) => {
        const traces: DraftMemory['traces'] = [everything, ...saves.map((paths, nth) => trace(nth + 2, ...paths))];
        const searched = traces.findLast(({ paths }) =>
          paths.some((path) => isWithin(path, asked) || isWithin(asked, path)),
        );
        expect(lastTraces(traces)(asked)).toBe(searched);
      }),
    );
  });
});

function isWithin(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`);
}
