import { useSyncStatus, useTimer } from '@tidemark/client/react';
import { useEffect, useState } from 'react';
import { useInbox } from '../../components/inbox/inbox.hook';
import { InboxStrip } from '../../components/inbox/inbox-strip';
import { DayRibbon } from '../../components/ribbon/day-ribbon';
import { useDayRule } from '../../components/ribbon/shown-day.hook';
import { Dial } from '../../components/timer/dial';
import { noWish } from '../../components/timer/face';
import { useFace } from '../../components/timer/face.hook';
import { isUnderWay } from '../../words/words';
import { DayCount } from './day-count';
import { useKeys } from './keys.hook';
import { NextSession } from './next-session';
import { NoteLine } from './note-line';
import { usePress } from './start.hook';
import { TaskField } from './task-field';
import { TimerButtons } from './timer-buttons';
import './today.css';
import { WhereWeAre } from './where-we-are';

/** The timer and the day around it. */
export function TodayPage() {
  const [wish, setWish] = useState(noWish);
  const [title, setTitle] = useState('');
  const { timezone } = useDayRule();
  const { account } = useSyncStatus();
  const { timer, skip, stop } = useTimer();
  const face = useFace(wish);
  const { press, isBusy, trouble } = usePress(wish, title.trim());
  const inbox = useInbox(timezone);
  const isInHand = timer !== null && isUnderWay(timer);
  // What was chosen for once is over when it has begun.
  useEffect(() => {
    if (isInHand) setWish(noWish);
  }, [isInHand]);
  const hasNext = isInHand || timer?.status === 'waiting';
  useKeys({ ' ': press, ...(hasNext && { s: skip, Escape: stop }) });

  return (
    <section className="page today" data-known={account !== 'loading'}>
      <WhereWeAre />
      <InboxStrip items={inbox}>
        <NoteLine trouble={trouble} />
      </InboxStrip>
      <div className="today-timer">
        <Dial face={face}>
          <button
            type="button"
            className="primary"
            aria-busy={isBusy}
            aria-keyshortcuts="Space"
            onClick={({ detail }) => detail < 2 && press()}
          >
            {face.primary}
          </button>
        </Dial>
        <TimerButtons />
        <p className="unseen" role="status">{`${face.name}, ${face.status}`}</p>
      </div>
      <div className="today-side">
        <TaskField title={title} change={setTitle} />
        <NextSession wish={wish} presetType={face.presetType} change={setWish} />
        <DayCount />
        <p className="keys quiet small">
          <kbd>Space</kbd> start, pause <kbd>S</kbd> skip <kbd>Esc</kbd> stop
        </p>
      </div>
      <section className="today-ribbon" aria-label="Day ribbon">
        <DayRibbon />
      </section>
    </section>
  );
}
