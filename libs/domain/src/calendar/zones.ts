/** Longer than any name in the database of zones. */
export const ZONE_LENGTH_MAX = 64;

/** There are some six hundred; what is kept beyond them was misspelled. */
const NAMES_KEPT_MAX = 2_000;
const canonicalNames = new Map<string, string | null>();

/** Area and place, each of whose words begins as its name is written; or a place that is a zone by itself: `Japan`. */
const FULL_NAME = /^(UTC|GMT|[A-Z][a-z]{3,}|[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]+)+)$/;
const ABBREVIATION = /^[A-Z]{2,4}(\d[A-Z]{3})?$/;
const OFFSET = /^((UTC|GMT|Z)?\s*[+-]\d|Z$|\d)/i;

/**
 * An IANA zone by its full name, spelled exactly. Offsets and abbreviations are none: `IST` and `+05:30` mean one thing
 * to a runtime and another to a database. Which names exist is for the runtime to know, and for the database as well.
 */
export function isZone(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > ZONE_LENGTH_MAX || !FULL_NAME.test(value)) return false;
  const canonical = canonicalZone(value);
  // The runtime reads `Europe/BERLIN` too; only for an alias it does not tell how it would be spelled.
  return canonical !== null && (canonical === value || canonical.toLowerCase() !== value.toLowerCase());
}

/** The name under which the runtime knows a zone, to be shown beside the spelling that was given. */
export function canonicalZone(zone: string): string | null {
  const known = canonicalNames.get(zone);
  if (known !== undefined) return known;
  if (canonicalNames.size >= NAMES_KEPT_MAX) canonicalNames.clear();
  const found = askedRuntime(zone);
  canonicalNames.set(zone, found);
  return found;
}

/** The zone itself where this runtime can count in it, and otherwise the other one: a browser may be older than a zone. */
export function knownZone(zone: string, otherwise: string): string {
  return canonicalZone(zone) === null ? otherwise : zone;
}

function askedRuntime(zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** What was wrong with a zone and what to send instead, to be read after the name of the field. */
export function zoneRefusal(value: unknown): string {
  const instead = 'must be an IANA zone by its full name, such as Europe/Berlin';
  if (typeof value !== 'string' || value.length > ZONE_LENGTH_MAX) return instead;
  if (OFFSET.test(value)) return `${instead}; an offset does not know when clocks change`;
  if (ABBREVIATION.test(value)) return `${instead}; an abbreviation means different zones to different systems`;
  const canonical = canonicalZone(value);
  if (canonical?.toLowerCase() === value.toLowerCase()) return `must be spelled exactly: ${canonical}`;
  return `${instead}; this one is not known here`;
}
