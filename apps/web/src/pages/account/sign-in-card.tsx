import type { SignIn } from '@tidemark/client';
import { useSyncStatus, useTidemark } from '@tidemark/client/react';
import { useId, useState, type FormEvent, type InputHTMLAttributes } from 'react';
import { Link } from 'wouter';
import { zoneHere } from '../../words/zones';
import {
  changesWords,
  ELSEWHERE,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  PASSWORD_RULE,
  signInTrouble,
  type SignInTrouble,
} from './account-words';

type Way = 'new-member' | 'member';

interface Props {
  readonly begins: Way;
  readonly isGuest?: boolean;
  onSignedIn(): void;
}

const WAYS: Readonly<Record<Way, string>> = { 'new-member': 'New here', member: 'I have an account' };
const NAMES: Readonly<Record<Way, string>> = { 'new-member': 'Create an account', member: 'Log in' };
const nothing: SignInTrouble = {};

/** An account out of nobody or out of a guest, or the one that somebody has already. */
export function SignInCard({ begins, isGuest = false, onSignedIn }: Props) {
  const client = useTidemark();
  const { account, pending, refused } = useSyncStatus();
  const [way, setWay] = useState(begins);
  const [trouble, setTrouble] = useState(nothing);
  const [isBusy, setBusy] = useState(false);
  const isNew = way === 'new-member';
  const unsent = pending + refused;

  async function signIn(how: SignIn) {
    setBusy(true);
    setTrouble(nothing);
    const outcome = await client.signIn(how);
    setBusy(false);
    if (!outcome.ok) return setTrouble(signInTrouble(outcome.error));
    // Whoever is new begins where their device is, and the page goes on looking as it did.
    if (account === 'signed-out' && how.as !== 'member') {
      client.command('configuration/set', { theme: 'system', timezone: zoneHere() });
    }
    onSignedIn();
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    void signIn({ as: way, email: String(said.get('email')).trim(), password: String(said.get('password')) });
  }

  if (trouble.isElsewhere) {
    return (
      <p className="card" role="alert">
        {ELSEWHERE}
      </p>
    );
  }
  return (
    <section className="card sign-in" aria-label={NAMES[way]}>
      <div className="ways" role="group" aria-label="New here, or not">
        {(Object.keys(WAYS) as Way[]).map((one) => (
          <button key={one} aria-pressed={way === one} onClick={() => setWay(one)}>
            {WAYS[one]}
          </button>
        ))}
      </div>
      <p className="quiet">{explained(way, isGuest)}</p>
      {!isNew && isGuest && account === 'signed-in' && unsent > 0 && (
        <p className="trouble">
          {changesWords(unsent)} of this guest {unsent === 1 ? 'has' : 'have'} not been sent:{' '}
          <Link href="/devices">look at them first</Link>.
        </p>
      )}
      <form key={way} onSubmit={submit} className="sign-in-fields">
        <Line name="email" label="E-mail address" trouble={trouble.email} type="email" autoComplete="username" />
        <Line
          {...{ name: 'password', label: 'Password', trouble: trouble.password, type: 'password' }}
          hint={isNew ? PASSWORD_RULE : undefined}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          minLength={isNew ? PASSWORD_LENGTH_MIN : 1}
          maxLength={PASSWORD_LENGTH_MAX}
        />
        {trouble.form !== undefined && (
          <p className="trouble" role="alert">
            {trouble.form}
          </p>
        )}
        <span className="row">
          <button className="primary" disabled={isBusy}>
            {isBusy ? 'One moment …' : NAMES[way]}
          </button>
          {!isGuest && (
            <button
              type="button"
              className="plain"
              disabled={isBusy}
              onClick={() => void signIn({ as: 'guest', timezone: zoneHere() })}
            >
              Go on as a guest
            </button>
          )}
        </span>
      </form>
    </section>
  );
}

function explained(way: Way, isGuest: boolean): string {
  if (way === 'new-member') {
    return isGuest
      ? 'Keep this day: the running timer, the counts and the drafts stay as they are, and open on every device.'
      : 'An e-mail address to be found by, and a password.';
  }
  return isGuest
    ? 'You go over to your account. What this guest did stays with the guest, and nobody can open it any more: export it first.'
    : 'Your day is where you left it.';
}

interface LineProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly trouble: string | undefined;
  readonly hint?: string | undefined;
}

/** One field with its rule, and beside it what the server said of it. */
function Line({ label, trouble, hint, ...input }: LineProps) {
  const id = useId();
  const isTold = trouble !== undefined || hint !== undefined;
  return (
    <span className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...{ ...input, id, required: true, 'aria-invalid': trouble !== undefined || undefined }}
        aria-describedby={isTold ? `${id}-told` : undefined}
      />
      <span id={`${id}-told`} className={trouble === undefined ? 'small quiet' : 'small trouble'}>
        {trouble ?? hint}
      </span>
    </span>
  );
}
