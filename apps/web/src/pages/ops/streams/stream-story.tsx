import { useAsk } from '@tidemark/client/react';
import { useCallback } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { Chapter, StateThen } from '../answers';
import { useLast, usePolled } from '../polled.hook';
import { Told } from '../told';
import { idWords, momentWords, typeWords } from '../words';
import './streams.css';
import { ChangeList } from './change-list';
import { ChapterList } from './chapter-list';
import { useChapters } from './chapters.hook';
import { useSettled } from './settled.hook';
import { StateThenView } from './state-then';
import { TimeSlider } from './time-slider';

const SETTLED_MS = 60;
const LOOK_EVERY_MS = 3_000;

/** A stream at any moment of its life: `?version=7` or `?at=2026-11-21T09:00:00Z` names one, otherwise it is the newest. */
export function StreamStory({ streamId }: { readonly streamId: string }) {
  const search = useSearch();
  const at = new URLSearchParams(search).get('at');
  const named = new URLSearchParams(search).get('version');
  const [, navigate] = useLocation();
  const path = `/ops/streams/${encodeURIComponent(streamId)}`;
  const choose = useCallback(
    (version: number) => navigate(`${path}?version=${version}`, { replace: true }),
    [navigate, path],
  );
  const asked = at === null ? '' : `?at=${encodeURIComponent(at)}`;
  const newest = usePolled<StateThen>(`/api${path}/state${asked}`, LOOK_EVERY_MS);
  return (
    <Told asked={newest}>
      {({ version, lastVersion }) => (
        <Moment
          streamId={streamId}
          version={Math.min(lastVersion, Math.max(0, at !== null || named === null ? version : Number(named) || 0))}
          lastVersion={lastVersion}
          choose={choose}
        />
      )}
    </Told>
  );
}

interface MomentProps {
  readonly streamId: string;
  readonly version: number;
  readonly lastVersion: number;
  choose(version: number): void;
}

function Moment({ streamId, version, lastVersion, choose }: MomentProps) {
  const told = useChapters(streamId, version, lastVersion);
  const story = useLast(told.value);
  const chapter = story?.chapters.find((one) => one.version === version);
  const then = useStateAt(streamId, version);
  const before = useStateAt(streamId, Math.max(0, version - 1));
  return (
    <article className="story">
      <header className="story-head">
        <h3>
          <code title={streamId}>{idWords(streamId)}</code>
        </h3>
        {story && (
          <p className="row small">
            <Link href={`/ops/streams?user=${story.userId}`}>All streams of this user</Link>
            <Link href={dayAround(story.userId, chapter?.occurredAt ?? story.occurredAt)}>The day around it</Link>
          </p>
        )}
      </header>
      <TimeSlider version={version} lastVersion={lastVersion} when={whenOf(chapter)} choose={choose} />
      <Told asked={told}>
        {() => (
          <div className="story-parts">
            <ChapterList chapters={story?.chapters ?? []} version={version} choose={choose} />
            <section className="card" aria-labelledby="then" aria-live="polite">
              <h4 id="then">{chapter ? typeWords(chapter.type) : 'Before the first event'}</h4>
              {chapter && <About chapter={chapter} />}
              {chapter && <ChangeList changes={chapter.changes} />}
            </section>
            <section className="card" aria-labelledby="state">
              <h4 id="state">The state then</h4>
              {then ? (
                <StateThenView state={then.state} before={version === 0 ? then.state : (before?.state ?? then.state)} />
              ) : (
                <p className="quiet">One moment …</p>
              )}
            </section>
          </div>
        )}
      </Told>
    </article>
  );
}

function About({ chapter }: { readonly chapter: Chapter }) {
  const { streamId, version, occurredAt, recordedAt, deviceId, commandId } = chapter;
  const lateMs = Date.parse(recordedAt) - Date.parse(occurredAt);
  return (
    <p className="small quiet">
      <span className="number">{momentWords(occurredAt)} UTC</span>
      {lateMs > 1_000 && <span className="number"> · told {momentWords(recordedAt)}</span>}
      {deviceId && ` · on ${deviceId}`}
      {commandId === null && ' · by itself'}
      {' · '}
      <Link href={`/ops/why?event=${encodeURIComponent(`${streamId}/${version}`)}`}>Why?</Link>
    </p>
  );
}

function useStateAt(streamId: string, wanted: number): StateThen | null {
  const version = useSettled(wanted, SETTLED_MS);
  const { value } = useAsk<StateThen>(`/api/ops/streams/${encodeURIComponent(streamId)}/state?version=${version}`);
  return useLast(value);
}

/** By the calendar of UTC; who lives far from it may have to go to the day beside it. */
function dayAround(userId: string, instant: string): string {
  return `/ops/days/${userId}/${instant.slice(0, 10)}?at=${instant}`;
}

function whenOf(chapter: Chapter | undefined): string {
  return chapter ? `${typeWords(chapter.type)} at ${momentWords(chapter.occurredAt)}` : 'before the first event';
}
