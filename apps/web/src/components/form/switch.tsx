import type { ReactNode } from 'react';
import './form.css';

interface SwitchProps {
  readonly name: string;
  /** What it does, below its name. */
  readonly more?: ReactNode;
  readonly isOn: boolean;
  readonly turn: (isOn: boolean) => void;
}

/** On or off, at once. */
export function Switch({ name, more, isOn, turn }: SwitchProps) {
  return (
    <label className="switch">
      <span>
        {name}
        {more !== undefined && <span className="small quiet">{more}</span>}
      </span>
      <input type="checkbox" role="switch" checked={isOn} onChange={(event) => turn(event.target.checked)} />
    </label>
  );
}
