import { useState, type FormEvent } from 'react';
import { dataOf, simpleFieldsOf, type SimpleField } from './refused-fields';

interface Props {
  readonly data: Readonly<Record<string, unknown>>;
  onSend(data: Readonly<Record<string, unknown>>): void;
  onClose(): void;
}

const ROWS_MIN = 4;
const ROWS_MAX = 16;

/** Says a refused write in other words: field by field where it is simple, and as JSON where it is not. */
export function RefusedEditor({ data, onSend, onClose }: Props) {
  const fields = simpleFieldsOf(data);
  const [text, setText] = useState(JSON.stringify(data, null, 2));
  const edited = dataOf(text);
  const isWrong = fields === null && edited === undefined;

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const next = fields ? Object.fromEntries(fields.map((field) => [field.name, saidIn(said, field)])) : edited;
    if (next !== undefined) onSend(next);
  }

  return (
    <form className="refused-editor" onSubmit={send}>
      {fields ? (
        fields.map((field) => <SimpleInput key={field.name} field={field} />)
      ) : (
        <label className="field">
          <span>What is sent, as JSON</span>
          <textarea
            className="code"
            {...{ value: text, spellCheck: false, 'aria-invalid': isWrong || undefined }}
            rows={Math.min(ROWS_MAX, Math.max(ROWS_MIN, text.split('\n').length))}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
      )}
      {isWrong && (
        <span className="trouble small" role="alert">
          This is no JSON object yet.
        </span>
      )}
      <span className="row">
        <button className="primary" disabled={isWrong}>
          Send
        </button>
        <button type="button" className="plain" onClick={onClose}>
          Cancel
        </button>
      </span>
    </form>
  );
}

function SimpleInput({ field: { name, kind, value } }: { readonly field: SimpleField }) {
  if (kind === 'check') {
    return (
      <label className="row">
        <input type="checkbox" name={name} defaultChecked={value === true} /> {name}
      </label>
    );
  }
  return (
    <label className="field">
      <span>{name}</span>
      <input name={name} type={kind} step="any" defaultValue={String(value)} />
    </label>
  );
}

function saidIn(said: FormData, { name, kind }: SimpleField): string | number | boolean {
  if (kind === 'check') return said.has(name);
  return kind === 'number' ? Number(said.get(name)) : String(said.get(name));
}
