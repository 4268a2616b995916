/** No number is written longer than this; nobody measures that finely. */
export const NUMBER_LENGTH_MAX = 100;

/** Well-formed JSON of which JavaScript would lose something; `path` is where, in the words of a refusal. */
export class InexactJson extends Error {
  constructor(
    readonly path: string,
    readonly rule: 'exactNumber' | 'uniqueKey' | 'keyOrder',
  ) {
    super(sentences[rule]);
    this.name = 'InexactJson';
  }
}

const sentences: Readonly<Record<InexactJson['rule'], string>> = {
  exactNumber: 'This number would be rounded when it is read; send it as a text.',
  uniqueKey: 'An object may have each key only once.',
  keyOrder: 'Keys that are whole numbers must come first and in rising order; any other order would be lost.',
};

/** An object or a list that is being read, and where in it we are. */
interface Level {
  /** The keys so far; null in a list. */
  readonly names: Set<string> | null;
  place: string | number;
  /** The next text is a key. */
  isNameNext: boolean;
  /** The last key that is a whole number; infinite after one that is none, since JavaScript puts those behind. */
  lastIndex: number;
}

/**
 * Reads JSON as `JSON.parse` does, and refuses what JavaScript would not give back as it came: numbers that would be
 * rounded, keys that come twice, and keys whose order would change. How a number is spelled does not count: 1.0 is 1.
 */
export function exactJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return isWrittenAsItCame(value, text) ? value : lookedThrough(text, value);
}

/** Then nothing was lost, and nobody needs to look: most that comes was written by JavaScript. */
function isWrittenAsItCame(value: unknown, text: string): boolean {
  try {
    return JSON.stringify(value) === text;
  } catch (failure) {
    // JavaScript reads deeper than it writes.
    if (failure instanceof RangeError) return false;
    throw failure;
  }
}

function lookedThrough(text: string, value: unknown): unknown {
  const levels: Level[] = [];
  // By hand and without recursion: a pattern, or a function for each level, runs out of stack on what strangers send.
  for (let at = 0; at < text.length; at += 1) {
    const level = levels.at(-1);
    const sign = text[at] ?? '';
    if (sign === '"') {
      const end = endOfText(text, at);
      if (level?.isNameNext) enter(level, JSON.parse(text.slice(at, end)) as string, levels);
      at = end - 1;
    } else if (sign === '{') levels.push({ names: new Set(), place: '', isNameNext: true, lastIndex: -1 });
    else if (sign === '[') levels.push({ names: null, place: 0, isNameNext: false, lastIndex: -1 });
    else if (sign === '}' || sign === ']') levels.pop();
    else if (sign === ',' && level) goOn(level);
    else if (isOfNumber(sign, true)) {
      let end = at + 1;
      while (isOfNumber(text[end] ?? '', false)) end += 1;
      if (!isKept(text.slice(at, end))) throw new InexactJson(pathOf(levels), 'exactNumber');
      at = end - 1;
    }
  }
  return value;
}

function endOfText(text: string, from: number): number {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function enter(level: Level, name: string, levels: readonly Level[]): void {
  level.place = name;
  level.isNameNext = false;
  if (level.names?.has(name)) throw new InexactJson(pathOf(levels), 'uniqueKey');
  level.names?.add(name);
  const index = indexIn(name);
  if (index !== null && index < level.lastIndex) throw new InexactJson(pathOf(levels), 'keyOrder');
  level.lastIndex = index ?? Number.POSITIVE_INFINITY;
}

function goOn(level: Level): void {
  if (typeof level.place === 'number') level.place += 1;
  else level.isNameNext = true;
}

function pathOf(levels: readonly Level[]): string {
  return levels.map(({ place }) => place).join('.');
}

/** The largest key that JavaScript sorts as a number. */
const INDEX_MAX = 2 ** 32 - 2;

function indexIn(name: string): number | null {
  return /^(?:0|[1-9]\d{0,9})$/.test(name) && Number(name) <= INDEX_MAX ? Number(name) : null;
}

function isOfNumber(sign: string, isFirst: boolean): boolean {
  if (sign >= '0' && sign <= '9') return true;
  return isFirst ? sign === '-' : sign !== '' && '.eE+-'.includes(sign);
}

function isKept(spelled: string): boolean {
  const written = String(Number(spelled));
  return written === spelled || (spelled.length <= NUMBER_LENGTH_MAX && decimalOf(written) === decimalOf(spelled));
}

/** One spelling for each value: its digits without zeros around them, and where the point stands. */
function decimalOf(spelled: string): string | null {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(spelled) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits === '') return whole === '' ? null : '0';
  const point = digits.length - fraction.length + Number(exponent);
  return `${sign}${digits.replace(/0+$/, '')}e${point}`;
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
