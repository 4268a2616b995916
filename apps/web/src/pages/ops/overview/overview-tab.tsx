import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Overview } from '../answers';
import { usePolled } from '../polled.hook';
import { Told } from '../told';
import './overview.css';
import { LagList } from './lag-list';
import { ProcessList } from './process-list';
import { RateLine } from './rate-line';
import { ResetClock } from './reset-clock';

const LOOK_EVERY_MS = 2_000;

/** The whole system in one picture; every number leads to what it counts. */
export function OverviewTab() {
  return <Told asked={usePolled<Overview>('/api/ops/overview', LOOK_EVERY_MS)}>{picture}</Told>;
}

function picture({ rates, processes, readers, listeners, resets, ...counts }: Overview) {
  const latest = rates.at(-1);
  const perSecond = (latest?.timer ?? 0) + (latest?.progress ?? 0);
  const sockets = processes.reduce((sum, process) => sum + process.sockets, 0);
  const most = (count: number) =>
    count >= counts.countedMax ? `${count.toLocaleString('en')}+` : count.toLocaleString('en');
  return (
    <div className="overview">
      <section className="card overview-clock" aria-labelledby="resets">
        <h3 id="resets">The next days to end</h3>
        <ResetClock resets={resets} />
      </section>
      <ul className="figures">
        <Figure name="events a second" value={perSecond.toFixed(1)} href="/ops/streams">
          <RateLine rates={rates} />
        </Figure>
        <Figure name="timers running" value={most(counts.timersRunning)} href="/ops/streams?category=timer" />
        <Figure name="sockets" value={most(sockets)} />
        <Figure name="streams" value={most(counts.streams)} href="/ops/streams" />
        <Figure
          name={counts.deadLetters === 1 ? 'dead letter' : 'dead letters'}
          value={most(counts.deadLetters)}
          href="/ops/letters"
          isBad={counts.deadLetters > 0}
        />
      </ul>
      <ProcessList processes={processes} />
      <LagList readers={readers} listeners={listeners} />
    </div>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly href?: string;
  readonly isBad?: boolean;
  readonly children?: ReactNode;
}

function Figure({ name, value, href, isBad = false, children }: FigureProps) {
  const said = (
    <>
      <strong className="number">{value}</strong> <span>{name}</span>
    </>
  );
  return (
    <li className={isBad ? 'figure figure-bad' : 'figure'}>
      {href ? <Link href={href}>{said}</Link> : <p>{said}</p>}
      {children}
    </li>
  );
}
