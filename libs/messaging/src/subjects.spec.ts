import { InvalidRequest } from '@tidemark/contracts';
import fc from 'fast-check';
import {
  commandSubject,
  decodeFactSubject,
  decodePart,
  encodePart,
  factSubject,
  factsOfReplay,
  factsOfUser,
  hintSubject,
  PART_LENGTH_MAX,
  querySubject,
  replaysOfUser,
  replaySubject,
} from './subjects';

const anyPart = fc.string({ unit: 'binary', maxLength: PART_LENGTH_MAX / 2 });

describe('a part of a subject', () => {
  it('leaves plain ids as they are', () =>
    fc.assert(fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), (part) => expect(encodePart(part)).toBe(part))));

  it('is one token that NATS takes as text, whatever it was made of', () =>
    fc.assert(fc.property(anyPart, (part) => expect(encodePart(part)).toMatch(/^[A-Za-z0-9_=-]+$/))));

  it('gives back what it was made of, so no two ids share a token', () =>
    fc.assert(fc.property(anyPart, (part) => expect(decodePart(encodePart(part))).toBe(part))));

  it.each(['', '.', '*', '>', 'a.b', 'a b', 'a\r\nPUB x 0\r\n', '\0', 'é', '\ud800', '=', '=0041', '😀'])(
    'tames %j',
    (part) => {
      expect(encodePart(part)).toMatch(/^[A-Za-z0-9_=-]+$/);
      expect(decodePart(encodePart(part))).toBe(part);
    },
  );

  it('is refused when it is longer than any of ours', () =>
    expect(() => encodePart('x'.repeat(PART_LENGTH_MAX + 1))).toThrow(InvalidRequest));
});

describe('a subject', () => {
  it('is readable for plain ids', () => {
    expect(commandSubject('timer')).toBe('tidemark.cmd.timer');
    expect(querySubject('timer')).toBe('tidemark.query.timer');
    expect(factSubject('timer', 'u-1', 'SessionStarted')).toBe('tidemark.evt.timer.u-1.SessionStarted');
    expect(factsOfUser('u-1')).toBe('tidemark.evt.*.u-1.>');
    expect(hintSubject('timer')).toBe('tidemark.hint.timer');
  });

  it('of a fact tells what it is about', () =>
    fc.assert(
      fc.property(anyPart, anyPart, anyPart, (category, userId, type) =>
        expect(decodeFactSubject(factSubject(category, userId, type))).toEqual({ category, userId, type }),
      ),
    ));

  it('of a fact that is told again is apart from those of what happens', () => {
    const address = { category: 'timer', userId: 'u-1', type: 'SessionStarted' };
    expect(replaySubject('badges', address)).toBe('tidemark.replay.badges.timer.u-1.SessionStarted');
    expect(decodeFactSubject(replaySubject('badges', address))).toEqual(address);
    expect(factsOfReplay('badges', factsOfUser('u-1'))).toBe('tidemark.replay.badges.*.u-1.>');
    expect(factsOfReplay('badges')).toBe('tidemark.replay.badges.>');
    expect(replaysOfUser('u-1')).toBe('tidemark.replay.*.*.u-1.>');
  });

  it.each([
    '',
    'tidemark.evt',
    'tidemark.replay.a.b.c',
    'tidemark.cmd.timer',
    'tidemark.evt.a.b.c.d',
    'other.evt.a.b.c',
  ])('that is no fact is known as such: %j', (subject) => expect(decodeFactSubject(subject)).toBeNull());
});
