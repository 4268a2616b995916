import { useAsk } from '@tidemark/client/react';
import { useEffect, useRef } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import './console.css';
import { DayReplay } from './days/day-replay';
import { DaySearch } from './days/day-search';
import { OverviewTab } from './overview/overview-tab';
import { StreamStory } from './streams/stream-story';
import { StreamsTab } from './streams/streams-tab';
import { WhyTab } from './streams/why-tab';
import { AuditTab } from './upkeep/audit-tab';
import { JobsTab } from './upkeep/jobs-tab';
import { LettersTab } from './upkeep/letters-tab';
import { ProjectionsTab } from './upkeep/projections-tab';
import { ProofsTab } from './upkeep/proofs-tab';
import { Operator } from './operator';

const TABS = [
  ['/ops', 'Overview'],
  ['/ops/streams', 'Streams'],
  ['/ops/days', 'Days'],
  ['/ops/projections', 'Projections'],
  ['/ops/jobs', 'Jobs'],
  ['/ops/letters', 'Dead letters'],
  ['/ops/proofs', 'Proofs'],
  ['/ops/audit', 'Audit'],
] as const;

/** For whoever looks after the installation; the server asks for the role with every call. */
export function ConsolePage() {
  const { status, value, again } = useAsk<{ readonly roles: readonly string[] }>('/api/me');
  const roles = value?.roles ?? [];
  if (status === 'loading') return <p className="loading">One moment …</p>;
  if (!roles.some((role) => role === 'ops' || role === 'ops-admin')) return <ForOperators again={again} />;
  return (
    <Operator.Provider value={{ mayChange: roles.includes('ops-admin') }}>
      <section className="page console">
        <h2>Console</h2>
        <Tabs />
        <Switch>
          <Route path="/ops" component={OverviewTab} />
          <Route path="/ops/streams" component={StreamsTab} />
          <Route path="/ops/streams/:streamId">{({ streamId }) => <StreamStory streamId={streamId} />}</Route>
          <Route path="/ops/why" component={WhyTab} />
          <Route path="/ops/days">
            <DaySearch />
          </Route>
          <Route path="/ops/days/:userId/:date">
            {({ userId, date }) => <DayReplay userId={userId} date={date} />}
          </Route>
          <Route path="/ops/projections" component={ProjectionsTab} />
          <Route path="/ops/jobs" component={JobsTab} />
          <Route path="/ops/letters" component={LettersTab} />
          <Route path="/ops/proofs" component={ProofsTab} />
          <Route path="/ops/audit" component={AuditTab} />
          <Route>There is nothing at this address of the console.</Route>
        </Switch>
      </section>
    </Operator.Provider>
  );
}

function Tabs() {
  const [path] = useLocation();
  // Why something happened is asked of streams.
  const place = path === '/ops/why' ? '/ops/streams' : path;
  const here = TABS.findLast(([href]) => place === href || place.startsWith(`${href}/`))?.[0];
  const tab = useRef<HTMLAnchorElement>(null);
  // On a phone not all of them are in sight.
  useEffect(() => {
    // Newer browsers answer with a promise, which would be taken for a way to end the effect.
    void tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [here]);
  return (
    <nav className="console-tabs" aria-label="Console">
      {TABS.map(([href, name]) => (
        <Link
          key={href}
          href={href}
          ref={here === href ? tab : undefined}
          aria-current={here === href ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

function ForOperators({ again }: { readonly again: () => void }) {
  return (
    <section className="page">
      <h2>Console</h2>
      <div className="card">
        <p>
          This page is for the people who look after Tidemark. Nothing of yours is missing here: your own days are on{' '}
          <Link href="/">Today</Link> and in <Link href="/statistics">Statistics</Link>.
        </p>
        <p className="quiet small">
          If you do look after it, ask whoever runs it for the role <code>ops</code>, then sign in again.
        </p>
        <div className="row">
          <button type="button" onClick={again}>
            Look again
          </button>
        </div>
      </div>
    </section>
  );
}
