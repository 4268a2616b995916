import { clockTimeOf, type ResetTime } from '@tidemark/domain';
import { useId, useState } from 'react';
import { TIME_LENGTH_MAX, typedTime } from './reset-time';

interface TimeFieldProps {
  readonly time: ResetTime;
  readonly trouble: string | null;
  readonly choose: (time: ResetTime) => void;
}

const NO_TIME = 'Write "midnight", an hour such as 7, or HH:MM.';

/** The same as the dial for whoever would rather type, to the minute. */
export function TimeField({ time, trouble, choose }: TimeFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const isNone = typed !== null && typedTime(typed) === null;
  const words = isNone ? NO_TIME : trouble;
  return (
    <div className="field">
      <label htmlFor={id}>Day ends at</label>
      <input
        id={id}
        type="text"
        className="number"
        autoComplete="off"
        maxLength={TIME_LENGTH_MAX}
        aria-invalid={words !== null}
        aria-describedby={`${id}-more`}
        value={typed ?? clockTimeOf(time)}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          const meant = typedTime(text);
          if (meant !== null) choose(meant);
        }}
        onBlur={() => !isNone && setTyped(null)}
      />
      <p id={`${id}-more`} className={words === null ? 'small quiet' : 'small trouble'}>
        {words ?? 'In the hours of this zone.'}
      </p>
    </div>
  );
}
