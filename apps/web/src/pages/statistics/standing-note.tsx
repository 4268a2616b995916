import type { StatsAnswer } from './answer/stats-answer.hook';

/** Whose numbers these are and how old, where that is not obvious. */
export function StandingNote({ answer: { status, again, items } }: { readonly answer: StatsAnswer }) {
  if (status === 'example') {
    return (
      <p className="note">
        This is an example. Start a timer on the page of today, as a guest and without signing up, and your own days
        stand here.
      </p>
    );
  }
  if (status === 'kept') {
    return (
      <p className="note" role="status">
        Tidemark cannot be reached: these are your days as this device last heard of them.
      </p>
    );
  }
  if (status === 'failed') {
    return (
      <p className="note" role="status">
        Tidemark cannot be reached, and this device has not kept these days.{' '}
        <button type="button" onClick={again}>
          Try again
        </button>
      </p>
    );
  }
  if (status === 'told' && items.length === 0) {
    return <p className="note">Nothing here yet. The first session you complete makes the first bar.</p>;
  }
  return null;
}
