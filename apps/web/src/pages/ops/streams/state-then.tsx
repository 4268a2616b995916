import { stateLines } from './state-lines';

interface StateThenProps {
  readonly state: unknown;
  readonly before: unknown;
}

/** A state as an open tree; what the last event changed is marked. */
export function StateThenView({ state, before }: StateThenProps) {
  return (
    <ul className="state-lines">
      {stateLines(state, before).map(({ path, name, depth, value, isNew }) => (
        <li key={path} data-depth={Math.min(depth, 6)} className={isNew ? 'is-new' : undefined}>
          <span className="state-name">{name}</span>
          {value !== null && <span className="state-value">{value}</span>}
          {isNew && <span className="unseen">changed</span>}
        </li>
      ))}
    </ul>
  );
}
