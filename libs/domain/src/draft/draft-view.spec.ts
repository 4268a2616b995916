import { MINUTE } from '../decider';
import { DRAFT_EXPIRES_AFTER_MS } from './draft';
import { versionIn } from './draft-history';
import { draftDifferenceView, draftVersionView, draftView } from './draft-view';
import { further, laptop, lived, noon, phone, versionOf, wishes } from '../testing/draft-story';

const owner = { userId: 'anna', revision: 7 };
const begun = lived(wishes.create({ plate: 'UL-1', b: 1, a: 2 }, { title: 'Monday' }));
const base = versionOf(begun, 1);
const onLaptop = further(begun, wishes.patch({ plate: 'UL-2' }, { device: laptop, at: noon + MINUTE, base }));
const both = further(onLaptop, wishes.patch({ plate: 'UL-3' }, { at: noon + 2 * MINUTE, base, title: 'Tuesday' }));

describe('a draft as clients see it', () => {
  it('is all that is known of it [F1]', () =>
    expect(draftView(begun.state, owner)).toEqual({
      ...{ id: 'first', profileId: 'garage', subjectId: null, title: 'Monday', deviceInfo: null },
      data: { plate: 'UL-1', b: 1, a: 2 },
      ...{ status: 'draft', version: 1, revision: 7, overwritten: [], recoverableUntil: null },
      createdAt: '2026-01-05T12:00:00.000Z',
      updatedAt: '2026-01-05T12:00:00.000Z',
      expiresAt: '2026-02-04T12:00:00.000Z',
    }));

  it('says what its last save overwrote, and on which device that was written [F5]', () =>
    expect(draftView(both.state, owner).overwritten).toEqual([
      { path: '/plate', theirs: 'UL-2', device: 'laptop', version: 2, stands: 'sent' },
    ]));

  it('says of a device without an id what it told of itself [F5]', () => {
    const device = { deviceId: null, deviceInfoJson: '{"model":"X"}' };
    const theirs = further(begun, wishes.patch({ plate: 'UL-2' }, { device, at: noon, base }));
    const mine = further(theirs, wishes.patch({ plate: 'UL-3' }, { device: phone, at: noon, base }));
    const view = draftView(mine.state, owner);
    expect(view.overwritten).toMatchObject([{ device: { model: 'X' } }]);
    expect(view.deviceInfo).toEqual({ model: 'X' });
  });

  it('says when it expires, or did, and how long it can be recovered [F6]', () => {
    const expired = further(begun, wishes.expire(noon + DRAFT_EXPIRES_AFTER_MS));
    expect(draftView(expired.state, owner)).toMatchObject({
      status: 'expired',
      expiresAt: '2026-02-04T12:00:00.000Z',
      recoverableUntil: '2026-03-06T12:00:00.000Z',
    });
    expect(draftView(further(begun, wishes.promote()).state, owner)).toMatchObject({ expiresAt: null });
  });

  it('is not there for anybody else [I-26]', () => {
    const refused = expect.objectContaining({ code: 'draft/not-found', details: {} });
    expect(() => draftView(begun.state, { ...owner, userId: 'eve' })).toThrow(refused);
    expect(() => draftView({ status: 'none' }, owner)).toThrow(refused);
  });
});

describe('the history as clients see it', () => {
  const restored = further(both, wishes.restore(base, null, { at: noon + 3 * MINUTE }));

  it('is a list of versions with what each of them was [F2]', () =>
    expect(
      restored.events.flatMap((event) => {
        const said = versionIn(event);
        return said ? [draftVersionView(said)] : [];
      }),
    ).toMatchObject([
      { version: 1, title: 'Monday', bytes: 28, device: 'phone', savedAt: '2026-01-05T12:00:00.000Z' },
      { version: 2, title: 'Monday', device: 'laptop', overwritten: [] },
      { version: 3, title: 'Tuesday', device: 'phone', overwritten: [{ path: '/plate', theirs: 'UL-2' }] },
      { version: 4, title: 'Monday', restoredFrom: 1, savedAt: '2026-01-05T12:03:00.000Z' },
    ]));

  it('has no version for what leaves the content as it is [F2]', () =>
    expect(further(begun, wishes.promote()).events.map(versionIn).filter(Boolean)).toHaveLength(1));

  it('shows what differs between two versions, in either direction [F2]', () => {
    expect(draftDifferenceView(versionOf(both, 1), versionOf(both, 3))).toEqual({
      from: 1,
      to: 3,
      title: { from: 'Monday', to: 'Tuesday' },
      patch: [{ op: 'replace', path: '/plate', label: 'plate', value: 'UL-3' }],
    });
    expect(draftDifferenceView(versionOf(both, 3), base).patch).toMatchObject([{ value: 'UL-1' }]);
  });
});
