import { draft, DRAFT_EXPIRES_AFTER_MS, DRAFT_RECOVERABLE_MS } from './draft';
import { DRAFT_BYTES_MAX } from './draft-save';
import { MINUTE } from '../decider';
import { given } from '../testing/given';
import { DAY, dataOf, further, known, laptop, lived, noon, phone, versionOf, wishes } from '../testing/draft-story';

const written = lived(wishes.create({ plate: 'UL-1' }, { title: 'Monday' }));
const active = further(written, wishes.promote());
const expired = further(written, wishes.expire(noon + DRAFT_EXPIRES_AFTER_MS));
const told = (...after: readonly (typeof written)[]) => given(draft, ...(after[0] ?? written).events);

describe('a draft', () => {
  it('is created with what the form holds, as its first version [F1]', () =>
    expect(written).toMatchObject({
      events: [{ type: 'DraftCreated', data: { createdAt: noon, device: phone } }],
      state: { status: 'draft', version: 1, title: 'Monday', userId: 'anna', createdAt: noon, updatedAt: noon },
    }));

  it('is created once, however often that is asked [F1]', () =>
    told()
      .when(wishes.create({ plate: 'other' }))
      .thenNothing());

  it.each([
    ['save', wishes.save({}, { userId: 'eve' })],
    ['patch', wishes.patch({}, { userId: 'eve' })],
    ['restore', wishes.restore(null, null, { userId: 'eve' })],
    ['promote', wishes.promote(null, { userId: 'eve' })],
    ['close', wishes.close({ userId: 'eve' })],
    ['discard', wishes.discard({ userId: 'eve' })],
    ['recover', wishes.recover({ userId: 'eve' })],
    ['create', wishes.create({}, { userId: 'eve' })],
  ])('of somebody else is not there to %s, no more than one that nobody created [I-26]', (_, command) => {
    told().when(command).thenRejected('draft/not-found');
    told(active).when(command).thenRejected('draft/not-found');
    if (command.type !== 'CreateDraft') given(draft).when(command).thenRejected('draft/not-found');
  });

  it('holds 256 KiB in UTF-8 and no more, whichever way they come [F1]', () => {
    const filled = (bytes: number) => ({ a: 'é'.repeat((bytes - '{"a":""}'.length) / 2) });
    const largest = lived(wishes.create(filled(DRAFT_BYTES_MAX)));
    given(draft)
      .when(wishes.create(filled(DRAFT_BYTES_MAX + 2)))
      .thenRejected('draft/too-large');
    told()
      .when(wishes.save(filled(DRAFT_BYTES_MAX + 2)))
      .thenRejected('draft/too-large');
    told(largest)
      .when(wishes.patch({ b: 1 }))
      .thenRejected('draft/too-large');
    told()
      .when(wishes.promote(filled(DRAFT_BYTES_MAX + 2)))
      .thenRejected('draft/too-large');
  });

  it('keeps names that end like an instant, and the order of keys, to the letter [F1]', () => {
    const text = '{"soldAt":1767614400000,"b":{"z":1,"a":[{"seenAt":2}]},"a":1.5}';
    const after = lived(wishes.create({}), wishes.save(JSON.parse(text)));
    expect(known(after.state).dataJson).toBe(text);
  });
});

describe('a save', () => {
  it('makes a version, and says what changed in it [F2] [I-24]', () =>
    expect(
      further(written, wishes.save({ plate: 'UL-2', doors: 5 }, { title: 'Tuesday', device: laptop })),
    ).toMatchObject({
      events: [{}, { type: 'DraftSaved', data: { version: 2, baseVersion: 1, changed: ['/plate', '/doors'] } }],
      state: { version: 2, title: 'Tuesday', dataJson: '{"plate":"UL-2","doors":5}' },
    }));

  it('of some fields leaves the others, and the title, as they are [F2]', () => {
    const after = further(written, wishes.patch({ doors: 5, plate: null }));
    expect(known(after.state)).toMatchObject({ version: 2, title: 'Monday', dataJson: '{"doors":5}' });
  });

  it('of what is there already is no version [F2]', () => {
    told()
      .when(wishes.save({ plate: 'UL-1' }))
      .thenNothing();
    told()
      .when(wishes.patch({ doors: null }))
      .thenNothing();
  });

  it('may be told late, up to the moment at which the draft began, and dates nothing back [F5]', () => {
    expect(draft.notBefore?.(written.state, 'SaveDraft')).toBe(noon);
    expect(draft.notBefore?.(written.state, 'PatchDraft')).toBe(noon);
    expect(draft.notBefore?.(written.state, 'CloseDraft')).toBeNull();
    const later = further(written, wishes.save({ a: 1 }, { at: noon + MINUTE }));
    expect(known(further(later, wishes.patch({ b: 1 }, { at: noon })).state).updatedAt).toBe(noon + MINUTE);
  });
});

describe('a promotion', () => {
  it('makes the draft the active session, together with its last save [F4] [I-25]', () => {
    const after = further(written, wishes.promote({ plate: 'UL-2' }));
    expect(after.events.map(({ type }) => type)).toEqual(['DraftCreated', 'DraftSaved', 'DraftPromoted']);
    expect(after.events.at(-1)?.data).toMatchObject({ version: 2 });
    expect(after.state).toMatchObject({ status: 'active', version: 2, dataJson: '{"plate":"UL-2"}' });
  });

  it('names the version that is active, also where the last save brought nothing new [I-25]', () =>
    expect(further(written, wishes.promote({ plate: 'UL-1' })).events.at(-1)?.data).toMatchObject({ version: 1 }));

  it('happens once, however often it is asked [F4] [I-25]', () => told(active).when(wishes.promote()).thenNothing());

  it('is refused while another session of the profile is active, which the refusal names [F4]', () => {
    const other = { id: 'second', title: 'Sunday' };
    told()
      .when(wishes.promote(null, {}, other))
      .thenRejected('draft/another-active');
    expect(() => draft.decide(written.state, wishes.promote(null, {}, other))).toThrow(
      expect.objectContaining({ details: { active: other }, message: expect.stringContaining('Sunday') }),
    );
  });
});

describe('a session that is active', () => {
  it('is filled in further [F3]', () =>
    expect(dataOf(further(active, wishes.patch({ doors: 3 })))).toEqual({ plate: 'UL-1', doors: 3 }));

  it('never expires [F6]', () => {
    expect([draft.dueAt?.(active.state), draft.endsAt?.(active.state)]).toEqual([null, null]);
    told(active)
      .when(wishes.expire(noon + 365 * DAY))
      .thenNothing();
  });

  it('is discarded once, as a draft is [F1]', () => {
    const discarded = further(active, wishes.discard());
    expect(discarded.state).toMatchObject({ status: 'discarded' });
    told(discarded).when(wishes.discard()).thenNothing();
  });

  it('is closed once; a draft that is not active cannot be [F1]', () => {
    const closed = further(active, wishes.close());
    expect(closed.state).toMatchObject({ status: 'closed' });
    told(closed).when(wishes.close()).thenNothing();
    told().when(wishes.close()).thenRejected('draft/not-active');
  });
});

describe.each([
  ['closed', further(active, wishes.close())],
  ['discarded', further(written, wishes.discard())],
  ['expired', expired],
])('a draft that is %s', (status, over) => {
  it.each([
    wishes.save({ plate: 'UL-2' }),
    wishes.patch({ plate: 'UL-2' }),
    wishes.promote(),
    wishes.restore(versionOf(written, 1)),
    status === 'closed' ? wishes.discard() : wishes.close(),
  ])('takes no $type any more [F1]', (command) => told(over).when(command).thenRejected('draft/not-editable'));

  it('still has all that it held [I-24]', () => expect(dataOf(over)).toEqual({ plate: 'UL-1' }));
});

describe('a draft that nobody touches', () => {
  const dueAt = noon + DRAFT_EXPIRES_AFTER_MS;

  it('expires 30 days later, dated to exactly then, and only once [F6]', () => {
    expect([draft.dueAt?.(written.state), draft.endsAt?.(written.state)]).toEqual([dueAt, dueAt]);
    told()
      .when(wishes.expire(dueAt - 1))
      .thenNothing();
    told()
      .when(wishes.expire(dueAt + DAY))
      .then({ type: 'DraftExpired', data: { expiredAt: dueAt } });
    told(expired)
      .when(wishes.expire(dueAt + DAY))
      .thenNothing();
  });

  it('has 30 days more after each touch [F6]', () => {
    const saved = further(written, wishes.save({ plate: 'UL-2' }, { at: noon + DAY }));
    expect(draft.dueAt?.(saved.state)).toBe(dueAt + DAY);
    const restored = further(saved, wishes.restore(versionOf(saved, 1), null, { at: noon + 2 * DAY }));
    expect(draft.dueAt?.(restored.state)).toBe(dueAt + 2 * DAY);
  });

  it('is recovered within 30 days, and then has 30 fresh ones [F6]', () => {
    const lastMoment = dueAt + DRAFT_RECOVERABLE_MS - 1;
    const recovered = further(expired, wishes.recover({ at: lastMoment }));
    expect(recovered.state).toMatchObject({ status: 'draft', dataJson: '{"plate":"UL-1"}', version: 1 });
    expect(draft.dueAt?.(recovered.state)).toBe(lastMoment + DRAFT_EXPIRES_AFTER_MS);
    expect(dataOf(further(recovered, wishes.patch({ doors: 3 })))).toEqual({ plate: 'UL-1', doors: 3 });
  });

  it('is not recovered after that, and neither is what somebody ended [F6]', () => {
    told(expired)
      .when(wishes.recover({ at: dueAt + DRAFT_RECOVERABLE_MS }))
      .thenRejected('draft/not-recoverable');
    told(further(written, wishes.discard())).when(wishes.recover()).thenRejected('draft/not-recoverable');
    told(further(active, wishes.close())).when(wishes.recover()).thenRejected('draft/not-recoverable');
  });

  it('has nothing to recover from while it is alive [F6]', () => told().when(wishes.recover()).thenNothing());
});

describe('an earlier version', () => {
  const saved = further(written, wishes.save({ plate: 'UL-2', owner: { name: 'Ben' } }, { title: 'Tuesday' }));
  const second = versionOf(saved, 2);

  it('comes back whole, as a version of its own, and nothing is lost [F2] [I-24]', () => {
    const back = further(saved, wishes.restore(versionOf(saved, 1)));
    expect(back.state).toMatchObject({ version: 3, title: 'Monday', dataJson: '{"plate":"UL-1"}' });
    expect(versionOf(back, 2)).toEqual(second);
    told(back)
      .when(wishes.restore(versionOf(saved, 1)))
      .thenNothing();
  });

  it('gives back single fields, also those that are gone, and takes away what it did not have [F2]', () => {
    const bare = further(saved, wishes.save({ plate: 'UL-3', rooms: [1, 2] }, { title: 'Friday' }));
    expect(dataOf(further(bare, wishes.restore(second, ['/owner/name', '/rooms/0'])))).toEqual({
      plate: 'UL-3',
      owner: { name: 'Ben' },
    });
    expect(known(further(bare, wishes.restore(second, ['/plate'])).state)).toMatchObject({
      title: 'Friday',
      dataJson: '{"plate":"UL-2","rooms":[1,2]}',
    });
  });

  it('gives back what stood where there is an object by now [F2]', () => {
    const simple = lived(wishes.create({ owner: 'Ben' }), wishes.patch({ owner: { name: 'Eva' } }));
    expect(dataOf(further(simple, wishes.restore(versionOf(simple, 1), ['/owner/name'])))).toEqual({ owner: 'Ben' });
  });

  it('must exist, and so must its fields [F2]', () => {
    told(saved).when(wishes.restore(null)).thenRejected('draft-version/not-found');
    told(saved)
      .when(wishes.restore(second, ['/plate', '/nothing']))
      .thenRejected('draft-field/not-found');
  });
});
