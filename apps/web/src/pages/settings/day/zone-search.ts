import { isZone, type Instant } from '@tidemark/domain';
import { timeOfDay } from '../../../words/words';
import { zoneShown } from '../../../words/zones';

/** So many places fit below the field. */
export const ZONES_SHOWN_MAX = 8;
/** Longer than any name of a zone. */
export const ZONE_QUERY_MAX = 64;

export interface ZoneChoice {
  readonly zone: string;
  readonly place: string;
  readonly area: string;
  /** `UTC+9`, by the clocks of now. */
  readonly offset: string;
  readonly time: string;
}

/** All zones that this browser knows by their usual names. */
export function knownZones(): readonly string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes('UTC') ? zones : ['UTC', ...zones];
}

/** The zones that somebody may mean, the likeliest first: a place that begins so, a word of it, anything within. */
export function zonesFor(query: string, zones: readonly string[]): readonly string[] {
  const wanted = plain(query.trim());
  if (wanted === '') return [];
  const exact = isZone(query.trim()) ? [query.trim()] : [];
  const ranked = zones
    .map((zone) => ({ zone, rank: rankOf(plain(zone), wanted) }))
    .filter(({ rank }) => rank !== null)
    .sort((one, other) => Number(one.rank) - Number(other.rank) || (one.zone < other.zone ? -1 : 1))
    .map(({ zone }) => zone);
  return [...new Set([...exact, ...ranked])].slice(0, ZONES_SHOWN_MAX);
}

/** A zone as somebody reads it. */
export function zoneChoice(zone: string, now: Instant): ZoneChoice {
  const [place = zone, ...area] = zone.replaceAll('_', ' ').split('/').reverse();
  return { zone, place, area: area.reverse().join(', '), offset: offsetOf(zone, now), time: timeOfDay(now, zone) };
}

function rankOf(zone: string, wanted: string): number | null {
  const place = zone.split('/').at(-1) ?? zone;
  if (place.startsWith(wanted)) return 0;
  if (zone.split(/[/ ]/).some((word) => word.startsWith(wanted))) return 1;
  return zone.includes(wanted) ? 2 : null;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('_', ' ');
}

function offsetOf(zone: string, now: Instant): string {
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: zoneShown(zone), timeZoneName: 'shortOffset' });
  const parts = wall.formatToParts(now);
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
}
