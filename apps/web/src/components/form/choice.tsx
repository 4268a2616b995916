import { useId } from 'react';
import './form.css';

interface ChoiceProps<Value extends string> {
  /** What is chosen, for whoever does not see the group. */
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly name: string }[];
  readonly value: Value | null;
  readonly choose: (value: Value) => void;
}

/** One of a few, side by side. Radio buttons have the arrow keys by themselves. */
export function Choice<Value extends string>({ legend, options, value, choose }: ChoiceProps<Value>) {
  const group = useId();
  return (
    <fieldset className="choice">
      <legend className="unseen">{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={group} checked={option.value === value} onChange={() => choose(option.value)} />
          <span>{option.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
