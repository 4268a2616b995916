import { useNow } from '@tidemark/client/react';
import { MINUTE, type Instant } from '@tidemark/domain';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { knownZones, ZONE_QUERY_MAX, zoneChoice, zonesFor } from './zone-search';

interface ZoneFieldProps {
  readonly zone: string;
  readonly trouble: string | null;
  readonly choose: (zone: string) => void;
}

/** Finds a zone by the name of a place. What is typed searches; what is chosen is only proposed. */
export function ZoneField({ zone, trouble, choose }: ZoneFieldProps) {
  const id = useId();
  const now = useNow(MINUTE);
  const zones = useMemo(knownZones, []);
  const [query, setQuery] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const found = query === null ? [] : zonesFor(query, zones);
  const reached = Math.min(at, found.length - 1);
  const close = () => setQuery(null);
  const take = (chosen: string) => {
    close();
    choose(chosen);
  };

  function steer(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, reached + step)));
    }
    const chosen = found[reached];
    if (event.key === 'Enter' && chosen !== undefined) take(chosen);
    if (event.key === 'Escape') close();
  }

  return (
    <div className="field zone-field">
      <label htmlFor={id}>Time zone</label>
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={ZONE_QUERY_MAX}
        placeholder="Search a city"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found[reached] === undefined ? undefined : `${id}-${reached}`}
        aria-invalid={trouble !== null}
        aria-describedby={`${id}-more`}
        value={query ?? zone.replaceAll('_', ' ')}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setAt(0);
          setQuery(event.target.value);
        }}
        onKeyDown={steer}
        onBlur={close}
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Time zones" className="zone-list" hidden={found.length === 0}>
        {found.map((each, index) => (
          <Zone key={each} {...{ id: `${id}-${index}`, zone: each, now, isReached: index === reached, take }} />
        ))}
      </ul>
      <p id={`${id}-more`} className={trouble === null ? 'small quiet' : 'small trouble'}>
        {trouble ??
          (query !== null && query !== '' && found.length === 0
            ? 'No place of that name is known here.'
            : about(zone, now))}
      </p>
    </div>
  );
}

interface ZoneProps {
  readonly id: string;
  readonly zone: string;
  readonly now: Instant;
  readonly isReached: boolean;
  readonly take: (zone: string) => void;
}

function Zone({ id, zone, now, isReached, take }: ZoneProps) {
  const { place, area, offset, time } = zoneChoice(zone, now);
  return (
    <li
      id={id}
      role="option"
      aria-selected={isReached}
      // Before the field loses the focus and the list is gone.
      onPointerDown={(event) => {
        event.preventDefault();
        take(zone);
      }}
    >
      <span>
        {place} <span className="quiet small">{area}</span>
      </span>
      <span className="number small quiet">
        {time} · {offset}
      </span>
    </li>
  );
}

function about(zone: string, now: Instant): string {
  const { time, offset } = zoneChoice(zone, now);
  return `It is ${time} there, ${offset}.`;
}
