/** As the server takes the id of a program: 1 to 64 of letters, digits, `_` and `-`. */
export const PROGRAM_ID_LENGTH_MAX = 64;
const PROGRAM_ID = /^[A-Za-z0-9_-]{1,64}$/;
const ACCENTS = /\p{Diacritic}/gu;
const STRANGERS = /[^A-Za-z0-9_-]+/g;

export function isProgramId(text: string): boolean {
  return PROGRAM_ID.test(text);
}

/** The id under which a program of this name is kept; empty where nothing of the name can stand in an id. */
export function programIdOf(name: string): string {
  const plain = name.normalize('NFKD').replace(ACCENTS, '').replace(STRANGERS, '-');
  return trimmed(trimmed(plain).slice(0, PROGRAM_ID_LENGTH_MAX));
}

/** `spring-marathon` as a person would write it. */
export function programName(programId: string): string {
  const words = programId.replace(/[-_]+/g, ' ').trim();
  return words === '' ? programId : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function trimmed(text: string): string {
  return text.replace(/^-+|-+$/g, '');
}
