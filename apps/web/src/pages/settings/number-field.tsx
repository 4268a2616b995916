import { useId, useState } from 'react';

interface NumberFieldProps {
  readonly name: string;
  readonly unit: string;
  readonly text: string;
  /** What was refused stays in the field with the reason, until somebody writes something else. */
  readonly trouble: string | null;
  /** What was meant, as it is kept; null where it is no number. */
  readonly read: (text: string) => number | null;
  readonly save: (value: number) => void;
}

const LENGTH_MAX = 10;

/** A number that is saved when the field is left, or with Enter. */
export function NumberField({ name, unit, text, trouble, read, save }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const isNone = typed !== null && read(typed) === null;
  const words = isNone ? `This is no number of ${unit}.` : trouble;

  function leave(): void {
    const value = typed === null ? null : read(typed);
    if (value === null) return;
    save(value);
    setTyped(null);
  }

  return (
    <div className="field number-field">
      <label htmlFor={id}>{name}</label>
      <span className="number-with-unit">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          className="number"
          autoComplete="off"
          maxLength={LENGTH_MAX}
          aria-invalid={words !== null}
          aria-describedby={`${id}-more`}
          value={typed ?? text}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => event.key === 'Enter' && leave()}
        />
        <span className="quiet small">{unit}</span>
      </span>
      <p id={`${id}-more`} className="small trouble">
        {words}
      </p>
    </div>
  );
}
