import { zoneChoice, zonesFor } from './zone-search';

describe('the search for a zone', () => {
  const zones = ['America/Indiana/Tell_City', 'America/New_York', 'Asia/Tokyo', 'Europe/Berlin'];

  it('finds places by how they begin, then by any word', () => {
    expect(zonesFor('new y', zones)).toEqual(['America/New_York']);
    expect(zonesFor('t', zones)).toEqual(['America/Indiana/Tell_City', 'Asia/Tokyo']);
    expect(zonesFor('city', zones)).toEqual(['America/Indiana/Tell_City']);
    expect([zonesFor('atlantis', zones), zonesFor(' ', zones)]).toEqual([[], []]);
  });

  it('takes a full name that the list does not have [D2]', () =>
    expect(zonesFor('Asia/Kolkata', zones)).toEqual(['Asia/Kolkata']));

  it('says what time it is there', () => {
    const now = Date.parse('2026-11-21T12:00:00.000Z');
    expect(zoneChoice('America/Indiana/Tell_City', now)).toEqual({
      ...{ zone: 'America/Indiana/Tell_City', place: 'Tell City', area: 'America, Indiana' },
      ...{ offset: 'UTC-6', time: '06:00' },
    });
  });
});
