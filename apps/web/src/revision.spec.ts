import { newest } from './revision';

const old = { revision: 3 };
const fresh = { revision: 7 };

describe('the revision rule', () => {
  it('takes the first state that comes', () => expect(newest(null, old)).toBe(old));
  it('goes on to a higher revision', () => expect(newest(old, fresh)).toBe(fresh));
  it('ignores a state that arrives late', () => expect(newest(fresh, old)).toBe(fresh));
  it('keeps what it has where nothing newer was sent', () => expect(newest(fresh, undefined)).toBe(fresh));
  it('takes the same revision again, for it may have been seen later', () => {
    const seenLater = { revision: 7 };
    expect(newest(fresh, seenLater)).toBe(seenLater);
  });
});
