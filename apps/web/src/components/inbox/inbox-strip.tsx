import { useState, type ReactNode } from 'react';
import './inbox.css';
import type { InboxItem } from './inbox.hook';

interface InboxStripProps {
  readonly items: readonly InboxItem[];
  /** What stands there where nothing waits. */
  readonly children: ReactNode;
}

/** One line of what waits, in a place that is always there; the rest is opened by whoever wants to see it. */
export function InboxStrip({ items, children }: InboxStripProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [first, ...others] = items;
  const more = others.length > 0 && (
    <button type="button" className="plain inbox-more" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
      {isOpen ? 'Less' : `${others.length} more`}
    </button>
  );
  return (
    <section className="inbox" aria-label="Inbox" data-tone={first?.letter.tone ?? 'plain'}>
      {first ? <Item {...first} more={more} /> : children}
      {isOpen && others.map((item) => <Item key={item.letter.key} {...item} />)}
    </section>
  );
}

function Item({ letter: { text, tone }, actions, more }: InboxItem & { readonly more?: ReactNode }) {
  return (
    <div className="inbox-item" data-tone={tone}>
      <p role={tone === 'trouble' ? 'alert' : 'status'}>{text}</p>
      <div className="inbox-actions">
        {actions}
        {more}
      </div>
    </div>
  );
}
