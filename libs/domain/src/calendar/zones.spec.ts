import { aliases, zones } from '../testing/zone-names';
import { canonicalZone, isZone, knownZone, zoneRefusal } from './zones';

describe('a zone', () => {
  it('is known by every name that the runtime gives, and by its aliases [D2]', () =>
    expect(zones.filter((zone) => !isZone(zone))).toEqual([]));

  it.each(aliases)('%s has a canonical name that is one as well [D2]', (alias) =>
    expect(isZone(canonicalZone(alias))).toBe(true),
  );

  it('is another one where the runtime is older than it, so that a page can still be shown', () => {
    expect(knownZone('Asia/Kathmandu', 'Europe/Berlin')).toBe('Asia/Kathmandu');
    expect(knownZone('Europe/Atlantis', 'Europe/Berlin')).toBe('Europe/Berlin');
  });

  it.each([
    ['PST', 'an abbreviation means different zones'],
    ['IST', 'an abbreviation means different zones'],
    ['EST5EDT', 'an abbreviation means different zones'],
    ['+05:30', 'an offset does not know when clocks change'],
    ['UTC+2', 'an offset does not know when clocks change'],
    ['GMT-5', 'an offset does not know when clocks change'],
    ['Z', 'an offset does not know when clocks change'],
    ['europe/berlin', 'must be spelled exactly: Europe/Berlin'],
    ['Europe/BERLIN', 'must be spelled exactly: Europe/Berlin'],
    ['gmt', 'this one is not known here'],
    ['japan', 'this one is not known here'],
    ['JAPAN', 'this one is not known here'],
    ['Atlantis', 'this one is not known here'],
    ['Factory', 'this one is not known here'],
    ['Europe/Atlantis', 'this one is not known here'],
    ['Europe/Berlin ', 'this one is not known here'],
    ['Europe/Berlin\n', 'this one is not known here'],
    ['../../etc/passwd', 'this one is not known here'],
    ['Europe/', 'this one is not known here'],
    ['', 'such as Europe/Berlin'],
    ['A/'.repeat(40), 'such as Europe/Berlin'],
    [null, 'such as Europe/Berlin'],
    [1, 'such as Europe/Berlin'],
    [['UTC'], 'such as Europe/Berlin'],
  ])('%p is none, and the refusal says what to send instead [D2]', (value, sentence) => {
    expect(isZone(value)).toBe(false);
    expect(zoneRefusal(value)).toContain(sentence);
  });

  it('has no canonical name if nobody knows it', () => expect(canonicalZone('Europe/Atlantis')).toBeNull());
});
