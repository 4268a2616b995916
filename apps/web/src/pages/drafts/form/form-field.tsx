import { useId, useState } from 'react';
import type { Json } from '@tidemark/domain';
import { textOf, valueOf, type FormField } from './form-fields';
import { useTyped } from './typed.hook';

interface Props {
  readonly field: FormField;
  readonly isReadOnly: boolean;
  readonly isFirst: boolean;
  onChange(value: Json): void;
  onRemove(): void;
}

/** One field. While somebody types, it shows what they type; otherwise what the form holds, from whichever device. */
export function Field({ field, isReadOnly, isFirst, onChange, onRemove }: Props) {
  const id = useId();
  // A short text that becomes a long one keeps its box as long as somebody is in it.
  const [kind] = useState(field.kind);
  const typed = useTyped(textOf({ ...field, kind }), field.value);
  const { text } = typed;
  const isUnreadable = typed.isOwn && valueOf(kind, text) === undefined;

  function type(next: string) {
    const value = valueOf(kind, next);
    // Null is how the form is told to hold nothing.
    typed.type(next, value === undefined ? field.value : (value ?? undefined));
    if (value !== undefined) onChange(value);
  }
  const box = {
    ...{ id, value: text, autoFocus: isFirst, readOnly: isReadOnly, 'aria-invalid': isUnreadable || undefined },
    onBlur: () => !isUnreadable && typed.end(),
  };

  if (kind === 'check') {
    return (
      <div className="form-field check-field">
        <input
          {...{ id, type: 'checkbox', checked: field.value === true, disabled: isReadOnly }}
          onChange={({ target }) => onChange(target.checked)}
        />
        <label htmlFor={id}>{field.label}</label>
        {field.isOwn && !isReadOnly && <RemoveButton label={field.label} onRemove={onRemove} />}
      </div>
    );
  }
  return (
    <div className={`form-field field ${kind === 'long' || kind === 'json' ? 'wide-field' : ''}`}>
      <span className="field-head">
        <label htmlFor={id}>
          {field.label}
          {field.unit && ` (${field.unit})`}
        </label>
        {field.isOwn && !isReadOnly && <RemoveButton label={field.label} onRemove={onRemove} />}
      </span>
      {kind === 'long' || kind === 'json' ? (
        <textarea {...box} rows={4} onChange={({ target }) => type(target.value)} />
      ) : (
        <input
          {...box}
          {...(kind === 'number' ? { type: 'text', inputMode: 'decimal' as const } : { type: 'text' })}
          onChange={({ target }) => type(target.value)}
        />
      )}
      {isUnreadable && (
        <span className="trouble small" role="alert">
          {kind === 'number' ? 'Not saved: this is no number.' : 'Not saved: this is no JSON yet.'}
        </span>
      )}
    </div>
  );
}

function RemoveButton({ label, onRemove }: { readonly label: string; onRemove(): void }) {
  return (
    <button type="button" className="plain remove" onClick={onRemove} aria-label={`Remove the field ${label}`}>
      ×
    </button>
  );
}
