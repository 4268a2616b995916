import { DRAFT_BYTES_MAX, mergePatch, utf8BytesOf, type Json } from '@tidemark/domain';

export type FieldKind = 'text' | 'long' | 'number' | 'check' | 'json';

/** One field of the form, and what it holds; undefined where nobody filled it in. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly unit?: string;
  readonly value: Json | undefined;
  /** Somebody added it, and may take it away. */
  readonly isOwn: boolean;
}

export interface AddedField {
  readonly name: string;
  readonly kind: FieldKind;
}

type Form = Readonly<Record<string, Json>>;

/** What a look at a vehicle or a room usually asks for. */
const USUAL: readonly Omit<FormField, 'value' | 'isOwn'>[] = [
  { name: 'place', label: 'Where', kind: 'text' },
  { name: 'odometer', label: 'Odometer', kind: 'number', unit: 'km' },
  { name: 'safe', label: 'Safe to use', kind: 'check' },
  { name: 'findings', label: 'What was found', kind: 'long' },
  { name: 'work', label: 'What was done', kind: 'long' },
];
const LONG_FROM_LENGTH = 80;
/** The name of a field is its label. */
export const FIELD_NAME_LENGTH_MAX = 60;
export const FIELDS_MAX = 100;

/** What a field is called on the page. */
export function fieldLabel(name: string): string {
  return USUAL.find((field) => field.name === name)?.label ?? name;
}

/** The usual fields, then what else the form holds, then what was just added and is still empty. */
export function fieldsOf(data: Json, added: readonly AddedField[]): readonly FormField[] {
  const form = formOf(data);
  const usual = USUAL.map((field): FormField => ({ ...field, value: form[field.name], isOwn: false }));
  const isUsual = (name: string) => USUAL.some((field) => field.name === name);
  const others = Object.keys(form).filter((name) => !isUsual(name) && !added.some((field) => field.name === name));
  const own = [...others.map((name) => ({ name, kind: kindOf(form[name]) })), ...added];
  return [...usual, ...own.map(({ name, kind }) => ({ name, label: name, kind, value: form[name], isOwn: true }))];
}

/** Why there can be no field of this name; null where there can. */
export function fieldNameTrouble(name: string, fields: readonly FormField[]): string | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'A field needs a name.';
  if (trimmed.length > FIELD_NAME_LENGTH_MAX) return `A name has at most ${FIELD_NAME_LENGTH_MAX} characters.`;
  if (trimmed === '__proto__') return 'A field cannot have this name.';
  if (fields.length >= FIELDS_MAX) return `A form has at most ${FIELDS_MAX} fields here.`;
  const isThere = fields.some((field) => [field.name, field.label].includes(trimmed));
  return isThere ? 'There is a field of this name already.' : null;
}

/** What a field shows of its value. */
export function textOf({ kind, value }: FormField): string {
  if (value === undefined || value === null) return '';
  if (kind === 'json') return JSON.stringify(value, null, 2);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What was typed, as the form holds it: null empties the field. Undefined where it says nothing that can be held. */
export function valueOf(kind: FieldKind, text: string): Json | undefined {
  if (kind === 'text' || kind === 'long') return text;
  if (text.trim() === '') return null;
  if (kind === 'number') return numberIn(text);
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Half of the world writes a comma. A whole number that JavaScript would round is none that can be kept. */
function numberIn(text: string): number | undefined {
  const value = Number(text.replace(',', '.'));
  const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return isExact ? value : undefined;
}

/** How full a form is, told from half of what it can hold [F1]. */
export interface FormSize {
  readonly bytes: number;
  readonly isOver: boolean;
  readonly words: string | null;
}

const TOLD_FROM = DRAFT_BYTES_MAX / 2;
const KIBIBYTE = 1_024;

export function sizeAfter(data: Json, patch: Json): FormSize {
  const bytes = utf8BytesOf(JSON.stringify(mergePatch(data, patch)));
  const [used, most] = [Math.ceil(bytes / KIBIBYTE), DRAFT_BYTES_MAX / KIBIBYTE];
  const isOver = bytes > DRAFT_BYTES_MAX;
  if (isOver) return { bytes, isOver, words: `Not saved: ${used} KiB, and a form holds ${most} KiB. Make it shorter.` };
  return { bytes, isOver, words: bytes < TOLD_FROM ? null : `${used} of ${most} KiB used` };
}

function kindOf(value: Json | undefined): FieldKind {
  if (typeof value === 'boolean') return 'check';
  if (typeof value === 'number') return 'number';
  if (typeof value !== 'string') return 'json';
  return value.length > LONG_FROM_LENGTH || value.includes('\n') ? 'long' : 'text';
}

function formOf(data: Json): Form {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Form) : {};
}
