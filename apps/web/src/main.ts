import { MINUTE, SECOND, type Instant, type PresetType, type TimerView } from '@tidemark/domain';
import { Account, namedZone } from './account';
import { welcomeBack } from './away';
import { Connection } from './connection';
import { faceOf, isUnderWay } from './face';
import { CallFailed, get } from './http';
import { keep, newKey, onSignInElsewhere, recall } from './memory';
import { draw, drawCheckpoints, listen } from './page';
import { ServerClock } from './server-clock';
import { lastSession, whereWeAre, type CheckpointShown } from './words';

const EXTENSION_SECONDS = (5 * MINUTE) / SECOND;
const CHECKPOINTS_SHOWN_MAX = 6;
/** A checkpoint is written a moment after the change that it saves. */
const CHECKPOINTS_AFTER_MS = SECOND;
const SEEN_EVERY_MS = 10 * SECOND;
/** A tick that misses its second by so much means that the page slept or the device's clock was moved. */
const TICK_LATE_MS = 3 * SECOND;

const invitation = 'One press and the tide is yours. No sign-up, no form.';
const dare = 'Go on, close this tab. The timer lives on the server and will be right when you come back.';
const notes: Record<TimerView['status'], string> = {
  idle: 'Start whenever you like.',
  waiting: 'The next one is laid out at full length. It starts when you press.',
  running: dare,
  paused: dare,
};
const kept = 'Kept in this tab; it goes out as soon as the connection is back.';

const account = new Account();
const clock = new ServerClock();
const connection = new Connection(account, clock, {
  changed,
  refused: ({ message }) => trouble(message),
  signedOut: () => trouble('This browser is no longer signed in. Press Start to begin anew.'),
});

let chosenPreset: PresetType | null = null;
/** Typed here, and not yet confirmed by the server. */
let typedTask: string | null = null;
let welcome: string | null = null;
let troubleNote: string | null = null;
let isSigningIn = false;
let shownRevision = -1;
let checkpointsTimer: ReturnType<typeof setTimeout> | undefined;

/** Nobody comes back who was never here. */
const seenAt = account.isKnown ? recall<Instant>('seenAt') : null;
const left = seenAt === null ? null : { at: seenAt, timer: connection.timer };
let isGreeted = left === null;

// ---- what is shown

function render(): number {
  const now = clock.at(Date.now());
  const { timer, light, isBusy, isOpen } = connection;
  const face = faceOf(timer, chosenPreset, now);
  const keptNote = isBusy && !isOpen && !isSigningIn ? kept : null;
  draw({
    face,
    light,
    isBusy: isBusy || isSigningIn,
    place: whereWeAre(now, namedZone() ?? 'UTC'),
    task: typedTask ?? timer?.task?.title ?? '',
    note: troubleNote ?? keptNote ?? welcome ?? (timer === null ? invitation : notes[timer.status]),
    tone: troubleNote !== null ? 'trouble' : keptNote !== null ? 'waiting' : 'plain',
    lastSession: timer === null ? '' : lastSession(timer),
    spoken: `${face.name}, ${face.status}`,
  });
  return face.status === 'running' ? face.remainingMs : SECOND;
}

/** Shows the next second when it begins: what is left is computed, so a late tick is a late picture and no more. */
function tick(): void {
  const remainingMs = render();
  // The end has come and nobody has said so yet.
  if (remainingMs === 0) void connection.checkIn();
  const nextMs = remainingMs % SECOND || SECOND;
  const dueAt = Date.now() + nextMs;
  setTimeout(() => {
    if (Math.abs(Date.now() - dueAt) > TICK_LATE_MS) void connection.checkIn();
    tick();
  }, nextMs);
}

function changed(): void {
  const { timer, light } = connection;
  if (timer !== null && timer.revision !== shownRevision) {
    shownRevision = timer.revision;
    troubleNote = null;
    if (isUnderWay(timer)) chosenPreset = null;
    if (timer.task?.title === typedTask) typedTask = null;
  }
  if (!isGreeted && left !== null && timer !== null && light === 'live') {
    isGreeted = true;
    welcome = welcomeBack({ leftAt: left.at, returnedAt: Date.now(), before: left.timer, found: timer });
  }
  clearTimeout(checkpointsTimer);
  if (light === 'live') checkpointsTimer = setTimeout(() => void showCheckpoints(), CHECKPOINTS_AFTER_MS);
  render();
}

/** A list that could not be had stays as it is; every heartbeat asks again. */
async function showCheckpoints(): Promise<void> {
  const path = `/api/timer/checkpoints?limit=${CHECKPOINTS_SHOWN_MAX}`;
  const latest = await account
    .token()
    .then((token) => get<{ items: CheckpointShown[] }>(path, token))
    .catch(() => null);
  if (latest !== null) drawCheckpoints(latest.items);
}

function trouble(message: string): void {
  troubleNote = message;
  typedTask = null;
  render();
}

// ---- what is wished

listen({
  primary: () => void pressPrimary(),
  skip: () => wish(() => connection.command('timer/skip')),
  stop: () => wish(() => connection.command('timer/stop')),
  extend: () => wish(() => connection.command('timer/extend', { seconds: EXTENSION_SECONDS })),
  task: (title) => {
    typedTask = title;
    if (account.isKnown) wish(() => connection.command('timer/task', { task: taskOf(title) }));
  },
  preset: (presetType) => {
    chosenPreset = presetType;
    render();
  },
});

function wish(send: () => void): void {
  troubleNote = null;
  welcome = null;
  send();
}

async function pressPrimary(): Promise<void> {
  if (isSigningIn) return;
  const status = connection.timer?.status;
  if (status === 'running') return wish(() => connection.command('timer/pause'));
  if (status === 'paused') return wish(() => connection.command('timer/resume'));
  const preset = chosenPreset === null ? {} : { presetType: chosenPreset };
  const task = typedTask === null ? {} : { task: taskOf(typedTask) };
  if (await signIn()) wish(() => connection.command('timer/start', { ...preset, ...task }));
}

function taskOf(title: string): { id: string; title: string } | null {
  return title === '' ? null : { id: newKey(), title };
}

/** The first press makes a guest of the visitor; nobody has to ask for it. */
async function signIn(): Promise<boolean> {
  if (account.isKnown) return true;
  isSigningIn = true;
  render();
  try {
    await account.signInAsGuest();
    connection.open();
    return true;
  } catch (failure) {
    if (!(failure instanceof CallFailed)) throw failure;
    trouble(failure.message);
    return false;
  } finally {
    isSigningIn = false;
    render();
  }
}

// ---- the life of the tab

function noteSeen(): void {
  keep('seenAt', Date.now());
}

addEventListener('pagehide', noteSeen);
document.addEventListener('visibilitychange', () => {
  noteSeen();
  if (document.visibilityState === 'visible') void connection.checkIn();
});
addEventListener('online', () => void connection.checkIn());
addEventListener('offline', changed);
onSignInElsewhere(() => account.isKnown && connection.open());
setInterval(noteSeen, SEEN_EVERY_MS);

if (account.isKnown) connection.open();
noteSeen();
tick();
