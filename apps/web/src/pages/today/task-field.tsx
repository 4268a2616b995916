import { useSyncStatus, useTimer } from '@tidemark/client/react';
import { useEffect, useRef } from 'react';
import { taskOf } from './start.hook';

interface TaskFieldProps {
  readonly title: string;
  readonly change: (title: string) => void;
}

const TITLE_LENGTH_MAX = 500;

/** What is being worked on. It goes out when somebody leaves the field or presses Enter. */
export function TaskField({ title, change }: TaskFieldProps) {
  const { account } = useSyncStatus();
  const { timer, selectTask } = useTimer();
  const told = timer?.task?.title ?? '';
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Another device chose another task, and nobody is typing here.
    if (document.activeElement !== field.current) change(told);
  }, [told, change]);
  const tell = () => {
    const said = title.trim();
    if (account === 'signed-in' && said !== told) selectTask(said === '' ? null : taskOf(said));
  };
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        tell();
        field.current?.blur();
      }}
    >
      <label htmlFor="task">What are you working on?</label>
      <input
        id="task"
        ref={field}
        type="text"
        autoComplete="off"
        placeholder="Nothing in particular"
        maxLength={TITLE_LENGTH_MAX}
        value={title}
        onChange={({ target }) => change(target.value)}
        onBlur={tell}
      />
    </form>
  );
}
