import { useAsk, useSyncStatus } from '@tidemark/client/react';
import { useState } from 'react';
import './account.css';
import { EraseCard } from './erase-card';
import { ExportCard } from './export-card';
import { LeaveCard } from './leave-card';
import { SignInCard } from './sign-in-card';

export interface Me {
  readonly userId: string;
  readonly guest: boolean;
  readonly email?: string;
}

export function AccountPage() {
  const { account, userId, pending } = useSyncStatus();
  // Whoever became a member is asked for anew: the id is the same.
  const [times, setTimes] = useState(0);
  const me = useAsk<Me>(account === 'signed-in' ? '/api/me' : null);
  const signedIn = () => {
    setTimes(times + 1);
    me.again();
  };

  if (account === 'loading') return <section className="page account" aria-busy="true" />;
  if (account === 'signed-out') {
    return (
      <section className="page account">
        <h2>Account</h2>
        <p className="quiet intro">
          {userId === null
            ? 'Everything works without an account. With one, your day is on all of your devices, and nothing hangs on this browser.'
            : pending > 0
              ? 'Your sign-in has ended. What you did meanwhile is kept here; log in again as the same, and it is sent.'
              : 'Your sign-in has ended. Log in again to see your day.'}
        </p>
        <SignInCard key={times} begins={userId === null ? 'new-member' : 'member'} onSignedIn={signedIn} />
      </section>
    );
  }

  const isGuest = me.value?.guest === true;
  return (
    <section className="page account">
      <h2>Account</h2>
      <WhoCard me={me.value} trouble={me.error?.message ?? null} userId={userId ?? ''} />
      {/* Whether somebody is a guest decides what stands above the rest, and nothing moves once it is there. */}
      {me.status !== 'loading' && (
        <>
          {isGuest && <SignInCard key={times} begins="new-member" isGuest onSignedIn={signedIn} />}
          <ExportCard />
          <LeaveCard isGuest={isGuest} />
          <EraseCard />
        </>
      )}
    </section>
  );
}

interface WhoProps {
  readonly me: Me | null;
  readonly trouble: string | null;
  readonly userId: string;
}

/** Who somebody is; offline that is known by the id alone. */
function WhoCard({ me, trouble, userId }: WhoProps) {
  const name = me === null ? 'Signed in on this device' : me.guest ? 'You are a guest' : (me.email ?? 'Signed in');
  return (
    <div className="card who">
      <span className="who-mark" aria-hidden="true">
        {(me?.email ?? '·').charAt(0).toUpperCase()}
      </span>
      <span>
        <strong>{name}</strong>
        <span className="small quiet">
          {me?.guest
            ? 'Your day is kept, and only this browser can open it.'
            : trouble !== null
              ? `${trouble} What is here is shown as last known.`
              : `Known to the server as ${userId}`}
        </span>
      </span>
    </div>
  );
}
