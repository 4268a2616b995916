/** What this browser keeps when the tab is gone. */
type Kept = 'refreshToken' | 'access' | 'deviceId' | 'timer' | 'seenAt';

const KEY_BYTES = 16;
/** Where the browser forbids storage, the page works all the same until it is closed. */
const unkept = new Map<string, string>();

/** What cannot be read any more is as good as forgotten. */
export function recall<Value>(name: Kept): Value | null {
  try {
    return JSON.parse(stored(name) ?? 'null') as Value | null;
  } catch {
    return null;
  }
}

export function keep(name: Kept, value: unknown): void {
  const text = JSON.stringify(value);
  try {
    if (value === null) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), text);
  } catch {
    unkept.set(name, text);
  }
}

function stored(name: Kept): string | null {
  try {
    return localStorage.getItem(keyOf(name));
  } catch {
    return unkept.get(name) ?? null;
  }
}

/** Calls back when another tab of this browser signs in or out. */
export function onSignInElsewhere(changed: () => void): void {
  addEventListener('storage', ({ key }) => {
    if (key === keyOf('refreshToken')) changed();
  });
}

export function deviceId(): string {
  const known = recall<string>('deviceId') ?? newKey();
  keep('deviceId', known);
  return known;
}

/** A key nobody else has; unlike `randomUUID` it is there on plain HTTP as well. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function keyOf(name: Kept): string {
  return `tidemark.${name}`;
}
