import { SECOND } from '@tidemark/domain';
import { HeadCount } from './head-count';
import { Limiter } from './limiter';

describe('a limiter', () => {
  let clock = 0;
  const limiter = () => new Limiter({ perSecond: 2, burst: 3 }, () => clock);
  const granted = (by: Limiter, key: string, tries: number) =>
    Array.from({ length: tries }).filter(() => {
      try {
        by.admit(key);
        return true;
      } catch {
        return false;
      }
    }).length;

  it('grants a burst and then no more than its pace [G5]', () => {
    const commands = limiter();
    expect(granted(commands, 'ada', 10)).toBe(3);
    clock += SECOND;
    expect(granted(commands, 'ada', 10)).toBe(2);
    clock += 100 * SECOND;
    expect(granted(commands, 'ada', 10)).toBe(3);
  });

  it('says how long to wait', () => {
    const commands = limiter();
    granted(commands, 'ada', 3);
    expect(() => commands.admit('ada')).toThrow(
      expect.objectContaining({ code: 'request/too-many', details: { retryInMs: 500 } }),
    );
  });

  it('keeps each key by itself', () => {
    const commands = limiter();
    granted(commands, 'ada', 10);
    expect(granted(commands, 'bob', 10)).toBe(3);
  });

  it('gives nothing for a clock that went back', () => {
    const commands = limiter();
    granted(commands, 'ada', 3);
    clock -= 10 * SECOND;
    expect(granted(commands, 'ada', 3)).toBe(0);
  });
});

describe('a head count', () => {
  it('is full at its limit, and forgets those who left', () => {
    const sockets = new HeadCount(2);
    sockets.enter('ada');
    sockets.enter('ada');
    expect([sockets.isFull('ada'), sockets.isFull('bob')]).toEqual([true, false]);
    sockets.leave('ada');
    sockets.leave('ada');
    expect([sockets.isFull('ada'), sockets.of('ada')]).toEqual([false, 0]);
  });
});
