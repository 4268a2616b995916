import { MINUTE } from '../decider';
import { draft } from './draft';
import { emptyDraftVersion } from './draft-history';
import { OVERWRITTEN_LENGTH_MAX } from './draft-merge';
import type { DraftCommand, DraftEvents } from './draft-words';
import { TRACES_LENGTH_MAX } from './draft-traces';
import { dataOf, further, known, laptop, lived, noon, phone, tablet, versionOf, wishes } from '../testing/draft-story';

/** Both devices have this, and the laptop saves first. */
const begun = lived(wishes.create({ street: 'Elm', city: 'Ulm', owner: { name: 'Ben', age: 40 }, rooms: [1] }));
const base = versionOf(begun, 1);
const onLaptop = { at: noon + MINUTE, device: laptop, base };
const onPhone = { at: noon + 2 * MINUTE, device: phone, base };
const after = (...commands: readonly DraftCommand[]) => commands.reduce(further, begun);
const lastSave = ({ events }: ReturnType<typeof lived>) => events.at(-1)?.data as DraftEvents['DraftSaved'];

const form = (changes: object) => ({
  street: 'Elm',
  city: 'Ulm',
  owner: { name: 'Ben', age: 40 },
  rooms: [1],
  ...changes,
});

describe('two devices that save different fields', () => {
  it.each([
    ['whole', wishes.save(form({ city: 'Bonn' }), onLaptop), wishes.save(form({ street: 'Oak' }), onPhone)],
    ['in part', wishes.patch({ city: 'Bonn' }, onLaptop), wishes.patch({ street: 'Oak' }, onPhone)],
    ['one whole, one in part', wishes.save(form({ city: 'Bonn' }), onLaptop), wishes.patch({ street: 'Oak' }, onPhone)],
  ])('keep both, saved %s [F5]', (_, first, second) => {
    const both = after(first, second);
    expect(dataOf(both)).toEqual(form({ city: 'Bonn', street: 'Oak' }));
    expect(lastSave(both)).toMatchObject({ version: 3, baseVersion: 1, changed: ['/street'], overwritten: [] });
  });

  it('keep both within one object, and what each of them added or took away [F5]', () => {
    const both = after(
      wishes.save(form({ owner: { name: 'Ben', phone: '1' } }), onLaptop),
      wishes.save(form({ owner: { name: 'Eva', age: 40 }, notes: 'new' }), onPhone),
    );
    expect(dataOf(both)).toEqual(form({ owner: { name: 'Eva', phone: '1' }, notes: 'new' }));
    expect(lastSave(both).overwritten).toEqual([]);
  });

  it('agree where both said the same [F5]', () =>
    expect(
      after(wishes.save(form({ city: 'Bonn' }), onLaptop), wishes.save(form({ city: 'Bonn' }), onPhone)).events,
    ).toHaveLength(2));
});

describe('two devices that save the same field', () => {
  it('leave the one that was changed later, and tell what it overwrote, and whose [F5]', () => {
    const both = after(wishes.save(form({ city: 'Bonn' }), onLaptop), wishes.save(form({ city: 'Kiel' }), onPhone));
    expect(dataOf(both)).toEqual(form({ city: 'Kiel' }));
    const field = { path: '/city', theirsJson: '"Bonn"', version: 2, device: laptop, stands: 'sent' };
    expect(lastSave(both).overwritten).toEqual([field]);
    expect(known(both.state).overwritten).toEqual([field]);
    expect(versionOf(both, 2).dataJson).toContain('Bonn');
  });

  it('leave what stands where the save that comes in is older, and keep that as it was sent [F5] [I-24]', () => {
    const sent = form({ city: 'Kiel', street: 'Oak' });
    const both = after(wishes.save(form({ city: 'Bonn' }), onLaptop), wishes.save(sent, { ...onPhone, at: noon }));
    expect(dataOf(both)).toEqual(form({ city: 'Bonn', street: 'Oak' }));
    expect(both.events.at(-2)).toEqual({
      type: 'OlderSaveKept',
      data: {
        baseVersion: 1,
        title: null,
        sentJson: JSON.stringify(sent),
        isWhole: true,
        device: phone,
        savedAt: noon,
      },
    });
    expect(lastSave(both).overwritten).toMatchObject([{ path: '/city', theirsJson: '"Bonn"', stands: 'theirs' }]);
  });

  it.each([
    ['a list, which is one field', { rooms: [1, 2] }, { rooms: [] }, '/rooms', '[1,2]'],
    ['what the other took away', { city: null }, { city: 'Kiel' }, '/city', null],
    [
      'the object around what the other changed',
      { owner: { age: 41 } },
      { owner: 'Ben' },
      '/owner',
      '{"name":"Ben","age":41}',
    ],
    ['what the other replaced by something simple', { owner: 'Eva' }, { owner: { age: 41 } }, '/owner', '"Eva"'],
  ])('overwrite %s [F5]', (_, theirs, mine, path, theirsJson) =>
    expect(lastSave(after(wishes.patch(theirs, onLaptop), wishes.patch(mine, onPhone))).overwritten).toMatchObject([
      { path, theirsJson, device: laptop },
    ]),
  );

  it('of the same instant leave the one that is heard later [F5]', () => {
    const both = after(
      wishes.patch({ city: 'Bonn' }, onLaptop),
      wishes.patch({ city: 'Kiel' }, { ...onPhone, at: onLaptop.at }),
    );
    expect(dataOf(both)).toEqual(form({ city: 'Kiel' }));
  });

  it('name the last of several that changed it [F5]', () => {
    const three = after(
      wishes.patch({ city: 'Bonn' }, onLaptop),
      wishes.patch({ city: 'Rom' }, { ...onLaptop, device: tablet }),
      wishes.patch({ city: 'Kiel' }, onPhone),
    );
    expect(lastSave(three).overwritten).toMatchObject([{ path: '/city', theirsJson: '"Rom"', device: tablet }]);
  });

  it('name the one of three that changed it, whoever saved last [F5]', () => {
    const three = after(
      wishes.patch({ city: 'Bonn' }, onLaptop),
      wishes.patch({ street: 'Oak' }, { ...onLaptop, device: tablet }),
      wishes.patch({ city: 'Kiel' }, onPhone),
    );
    expect(lastSave(three).overwritten).toMatchObject([{ path: '/city', device: laptop }]);
  });
});

describe('the title', () => {
  const named = wishes.patch({}, { ...onLaptop, title: 'Tuesday' });

  it('that a device merely carried along leaves the one that another gave [F5]', () =>
    expect(after(named, wishes.patch({ street: 'Oak' }, { ...onPhone, title: base.title })).state).toMatchObject({
      title: 'Tuesday',
    }));

  it('that a device changed, or changed back itself, stands [F5]', () => {
    expect(after(named, wishes.patch({}, { ...onPhone, title: 'Sunday' })).state).toMatchObject({ title: 'Sunday' });
    const back = wishes.patch({}, { ...onLaptop, title: base.title });
    expect(after(named, back).state).toMatchObject({ title: base.title });
  });

  it('that two devices gave is the later one, and the other is told, and whose it is [F5]', () => {
    const both = after(named, wishes.patch({}, { ...onPhone, title: 'Sunday' }));
    const field = { path: 'title', theirsJson: '"Tuesday"', version: 2, device: laptop, stands: 'sent' };
    expect(lastSave(both)).toMatchObject({ title: 'Sunday', overwritten: [field] });
    expect(versionOf(both, 2).title).toBe('Tuesday');
  });

  it('that was given earlier and comes in later gives way, and is kept as it was sent [F5] [I-24]', () => {
    const both = after(named, wishes.patch({ street: 'Oak' }, { ...onPhone, at: noon, title: 'Sunday' }));
    expect(both.events.at(-2)).toMatchObject({ type: 'OlderSaveKept', data: { title: 'Sunday', device: phone } });
    const field = { path: 'title', theirsJson: '"Tuesday"', device: laptop, stands: 'theirs' };
    expect(lastSave(both)).toMatchObject({ title: 'Tuesday', overwritten: [field] });
    expect(dataOf(both)).toEqual(form({ street: 'Oak' }));
  });

  it('is as old as when it was given, whoever saved something else since [F5]', () => {
    const saved = wishes.patch({ city: 'Rom' }, { at: noon + 3 * MINUTE, device: tablet, base });
    const both = after(named, saved, wishes.patch({}, { ...onPhone, title: 'Sunday' }));
    expect(lastSave(both)).toMatchObject({ title: 'Sunday', overwritten: [{ path: 'title', device: laptop }] });
  });

  it('that came back with an earlier version was given then [F5]', () => {
    const from = versionOf(begun, 1);
    const back = wishes.restore(from, null, { at: noon + 3 * MINUTE, device: tablet });
    const both = after(
      named,
      back,
      wishes.patch({}, { ...onPhone, base: versionOf(after(named), 2), title: 'Sunday' }),
    );
    expect(lastSave(both)).toMatchObject({ title: base.title, overwritten: [{ path: 'title', stands: 'theirs' }] });
  });
});

describe('a device with several saves on the same base', () => {
  const queued = { ...onPhone, at: noon + 3 * MINUTE };

  it('is not at odds with itself, and may take back what it said [F5]', () => {
    const all = after(
      wishes.patch({ street: 'Oak' }, onLaptop),
      wishes.save(form({ city: 'Kiel' }), onPhone),
      wishes.save(form({ rooms: [] }), queued),
    );
    expect(dataOf(all)).toEqual(form({ street: 'Oak', rooms: [] }));
    expect(lastSave(all).overwritten).toEqual([]);
  });

  it('leaves what it changed last, also where its saves overtook one another [F5]', () => {
    const all = after(wishes.patch({ city: 'Kiel' }, queued), wishes.patch({ city: 'Bonn', street: 'Oak' }, onPhone));
    expect(dataOf(all)).toEqual(form({ city: 'Kiel', street: 'Oak' }));
    expect(all.events.at(-2)).toMatchObject({
      type: 'OlderSaveKept',
      data: { sentJson: '{"city":"Bonn","street":"Oak"}' },
    });
  });

  it('is at odds with another in the field that the other changed, though it has saved since [F5]', () => {
    const all = after(
      wishes.patch({ street: 'Oak' }, onLaptop),
      wishes.patch({ city: 'Kiel' }, onPhone),
      wishes.patch({ street: 'Fir' }, queued),
    );
    expect(lastSave(all).overwritten).toMatchObject([{ path: '/street', theirsJson: '"Oak"', device: laptop }]);
  });

  it('leaves what another changed, also where it has changed too much since to be remembered [F5]', () => {
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`field-${index}`, index]));
    const all = after(
      wishes.patch({ street: 'Oak' }, onLaptop),
      wishes.patch(many, onPhone),
      wishes.save(form({ ...many, city: 'Kiel' }), queued),
    );
    expect(dataOf(all)).toEqual(form({ ...many, street: 'Oak', city: 'Kiel' }));
  });

  it('that does not tell who it is counts as another one [F5]', () => {
    const nobody = { deviceId: null, deviceInfoJson: null };
    const all = after(
      wishes.patch({ city: 'Bonn' }, { ...onLaptop, device: nobody }),
      wishes.patch({ city: 'Kiel' }, { ...onPhone, device: nobody }),
    );
    expect(lastSave(all).overwritten).toMatchObject([{ path: '/city', device: nobody }]);
  });
});

describe('a save', () => {
  it('that names no base stands whole [F5]', () => {
    const all = after(
      wishes.patch({ city: 'Bonn' }, onLaptop),
      wishes.save({ street: 'Oak' }, { ...onPhone, base: null }),
    );
    expect(dataOf(all)).toEqual({ street: 'Oak' });
  });

  it('from before the draft was there is based on an empty form [F5]', () => {
    const all = after(wishes.save({ street: 'Oak', notes: '' }, { ...onLaptop, base: emptyDraftVersion }));
    expect(dataOf(all)).toEqual(form({ street: 'Oak', notes: '' }));
    expect(lastSave(all).overwritten).toMatchObject([{ path: '/street', theirsJson: '"Elm"', device: phone }]);
  });

  it('that overwrites more than an event can carry says so in few words [F5]', () => {
    const large = 'x'.repeat(OVERWRITTEN_LENGTH_MAX);
    const withoutValue = after(wishes.patch({ city: large }, onLaptop), wishes.patch({ city: 'Kiel' }, onPhone));
    expect(lastSave(withoutValue).overwritten).toMatchObject([{ path: '/city', theirsJson: null, version: 2 }]);

    const fields = (value: number) =>
      Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`f${index}`, value]));
    const everything = after(wishes.patch(fields(1), onLaptop), wishes.patch(fields(2), onPhone));
    expect(lastSave(everything).overwritten).toMatchObject([{ path: '', theirsJson: null, version: 2 }]);
    expect(lastSave(everything).changed).toEqual(['']);
  });
});

describe('what is remembered of who changed what', () => {
  const busy = Array.from({ length: 400 }, (_, index) =>
    wishes.patch({ [`field-${index}-${'x'.repeat(50)}`]: index }, { at: noon + index, device: laptop }),
  );
  const state = known(after(...busy).state);

  it('stays small however often a form is saved', () =>
    expect(JSON.stringify(state.traces).length).toBeLessThan(TRACES_LENGTH_MAX + 1_024));

  it('knows of what was forgotten that it was changed, and not by whom [F5]', () => {
    const late = wishes.patch({ [`field-0-${'x'.repeat(50)}`]: 'mine' }, onPhone);
    const [event] = draft.decide(state, late);
    expect(event?.data).toMatchObject({ overwritten: [{ theirsJson: '0', device: { deviceId: null } }] });
  });
});
