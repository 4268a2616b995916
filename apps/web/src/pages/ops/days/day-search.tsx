import type { FormEvent } from 'react';
import { useLocation } from 'wouter';
import '../streams/streams.css';
import './days.css';

interface DaySearchProps {
  readonly userId?: string;
  readonly date?: string;
}

/** Whose day, and which. */
export function DaySearch({ userId = '', date = new Date().toISOString().slice(0, 10) }: DaySearchProps) {
  const [, navigate] = useLocation();

  function find(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const [whose, which] = [String(said.get('user')).trim(), String(said.get('date'))];
    navigate(`/ops/days/${encodeURIComponent(whose)}/${which}`);
  }

  return (
    <form className="day-search" role="search" onSubmit={find} key={`${userId} ${date}`}>
      <label className="field">
        <span>User</span>
        <input name="user" type="search" required defaultValue={userId} placeholder="an id" />
      </label>
      <label className="field">
        <span>Date of their calendar</span>
        <input name="date" type="date" required defaultValue={date} />
      </label>
      <button type="submit" className="primary">
        Replay
      </button>
    </form>
  );
}
