import { useId, useState, type FormEvent } from 'react';
import {
  fieldNameTrouble,
  FIELD_NAME_LENGTH_MAX,
  type AddedField,
  type FieldKind,
  type FormField,
} from './form-fields';

const KINDS: Readonly<Partial<Record<FieldKind, string>>> = {
  text: 'Text',
  long: 'Long text',
  number: 'Number',
  check: 'Yes or no',
};

/** One more field, for what nobody thought of when the form was made. */
export function AddField({ fields, onAdd }: { readonly fields: readonly FormField[]; onAdd(field: AddedField): void }) {
  const [isOpen, setOpen] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const troubleId = useId();
  if (!isOpen) {
    return (
      <button type="button" className="add-field" onClick={() => setOpen(true)}>
        + Add a field
      </button>
    );
  }

  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const name = String(said.get('name')).trim();
    const wrong = fieldNameTrouble(name, fields);
    setTrouble(wrong);
    if (wrong !== null) return;
    onAdd({ name, kind: said.get('kind') as FieldKind });
    setOpen(false);
  }

  return (
    <form className="add-field-form" onSubmit={add} aria-label="Add a field">
      <label className="field">
        <span>Name of the field</span>
        <input
          {...{ name: 'name', maxLength: FIELD_NAME_LENGTH_MAX, autoFocus: true, autoComplete: 'off' }}
          {...(trouble !== null && { 'aria-invalid': true, 'aria-describedby': troubleId })}
        />
      </label>
      <label className="field">
        <span>Kind</span>
        <select name="kind">
          {Object.entries(KINDS).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <span className="row">
        <button className="primary">Add</button>
        <button type="button" className="plain" onClick={() => setOpen(false)}>
          Cancel
        </button>
      </span>
      {trouble !== null && (
        <p id={troubleId} className="trouble small" role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
}
