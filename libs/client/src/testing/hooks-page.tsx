import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createTidemark } from '../index';
import {
  TidemarkProvider,
  useAsk,
  useDailyCount,
  useDraft,
  useDrafts,
  useOutbox,
  useProgress,
  useRealtimeTimer,
  useSessionManager,
  useSyncStatus,
  useTidemark,
  useTimer,
} from '../react';

// #region provider
const tidemark = createTidemark();

function App() {
  return (
    <TidemarkProvider client={tidemark}>
      <Page />
    </TidemarkProvider>
  );
}
// #endregion

// #region page
function Page() {
  const { account, light, pending } = useSyncStatus();
  const { signIn } = useTidemark();
  if (account === 'loading') return <p>...</p>;
  if (account === 'signed-out') return <button onClick={() => signIn({ as: 'guest' })}>Begin</button>;
  return (
    <>
      <p id="light">{light === 'amber' && pending > 0 ? `${pending} to be sent` : light}</p>
      <Countdown />
      <WorkClock />
      <Count />
      <Workout />
      <Drafts />
      <Refused />
    </>
  );
}
// #endregion

// #region countdown
function Countdown() {
  const { status, timer, remainingSeconds, isGuess, start, pause } = useTimer();
  if (status === 'loading' || timer === null) return <p>...</p>;
  const isRunning = timer.status === 'running';
  return (
    <p>
      <b id="left" className={isGuess ? 'not-yet-confirmed' : ''}>
        {remainingSeconds}
      </b>
      {isRunning ? (
        <button onClick={() => pause()}>Pause</button>
      ) : (
        <button onClick={() => start({ durationSeconds: 1_500, replace: true })}>Start</button>
      )}
    </p>
  );
}
// #endregion

// #region clock
function WorkClock() {
  const { liveWorkSeconds, liveBreakSeconds, progress, clockIn, clockOut } = useRealtimeTimer();
  const { sessionData } = useSessionManager();
  const isIn = sessionData?.currentStatus === 'IN';
  return (
    <p>
      <progress max={100} value={progress} />
      <b id="worked">{liveWorkSeconds}</b> <b id="paused">{liveBreakSeconds}</b>
      <button onClick={() => (isIn ? clockOut() : clockIn())}>{isIn ? 'Clock out' : 'Clock in'}</button>
    </p>
  );
}
// #endregion

// #region ask
function Count() {
  const { count, setCount, localDate } = useDailyCount();
  const path = localDate && `/api/stats/daily?from=${localDate}&to=${localDate}`;
  const days = useAsk<{ items: { date: string; manualOverrides: number }[] }>(path, ['sessionCount']);
  return (
    <p>
      <b id="count">{count}</b>
      <button onClick={() => setCount(count + 1)}>One more</button>
      <i id="overrides">{days.status === 'ready' ? days.value?.items.at(-1)?.manualOverrides : days.status}</i>
    </p>
  );
}
// #endregion

// #region workout
function Workout() {
  const { workout, complete, isGuess } = useProgress('marathon');
  return (
    <label>
      <input type="checkbox" checked={workout(1, 1)?.completed ?? false} onChange={() => complete(1, 1)} />
      <i id="place">{isGuess ? 'on this device' : 'on the server'}</i>
    </label>
  );
}
// #endregion

// #region drafts
function Drafts() {
  const { status, drafts, create } = useDrafts('garage');
  const [latest] = drafts;
  if (status === 'loading') return <p>...</p>;
  if (latest) return <Form id={latest.id} />;
  return <button onClick={() => create({ profileId: 'garage', data: { plate: '' } })}>New form</button>;
}

function Form({ id }: { readonly id: string }) {
  const { draft, save, promote, saveStatus } = useDraft(id);
  const { plate = '' } = (draft?.data ?? {}) as { plate?: string };
  return (
    <form action={() => void promote()}>
      <input value={plate} onChange={(typed) => save({ plate: typed.target.value })} />
      <i id="saved">{saveStatus.reason ?? saveStatus.light}</i>
      <button>Done</button>
    </form>
  );
}
// #endregion

// #region refused
function Refused() {
  const { refused, resend, discard } = useOutbox();
  return refused.map(({ key, name, refusal }) => (
    <p key={key} className="refused">
      {name}: {refusal?.message}
      <button onClick={() => resend(key)}>Try again</button>
      <button onClick={() => discard(key)}>Forget it</button>
    </p>
  ));
}
// #endregion

Object.assign(window, { tidemark });
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
