import { minutesAtPoint, minutesByKey, minutesOf, pointAt, resetTimeOf, typedTime } from './reset-time';

describe('the dial', () => {
  it.each([
    ['midnight', 'midnight'],
    ['0:00', 'midnight'],
    ['7', { hour: 7 }],
    [' 07:30 ', '07:30'],
    ['7.05', '07:05'],
    ['24', null],
    ['7:60', null],
    ['soon', null],
    ['', null],
  ])('reads %p as %p [D2]', (text, time) => expect(typedTime(text)).toEqual(time));

  it('turns times into minutes and back', () =>
    expect([0, 60, 450, 1_439].map((minutes) => minutesOf(resetTimeOf(minutes)))).toEqual([0, 60, 450, 1_439]));

  it('has midnight at the top, six to the right, and finds a point by its quarter of an hour', () => {
    expect(pointAt(0, 100)).toEqual({ x: 0, y: -100 });
    expect(pointAt(360, 100)).toEqual({ x: 100, y: -0 });
    for (const minutes of [0, 15, 360, 720, 1_425]) {
      const { x, y } = pointAt(minutes, 80);
      expect(minutesAtPoint(x, y)).toBe(minutes);
    }
    expect(minutesAtPoint(-1, -100)).toBe(0);
  });

  it.each([
    ['ArrowRight', false, 0, 15],
    ['ArrowLeft', false, 0, 1_425],
    ['ArrowUp', true, 10, 11],
    ['PageDown', false, 90, 30],
    ['Home', false, 700, 0],
    ['End', false, 700, 1_425],
    ['a', false, 700, null],
  ])('moves by %s [W3]', (key, isShifted, from, to) => expect(minutesByKey(key, isShifted, from)).toBe(to));
});
