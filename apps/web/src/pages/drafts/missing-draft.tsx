import { Link } from 'wouter';

/** An address at which there is nothing, or nothing yet. */
export function MissingDraft({ status }: { readonly status: 'signed-out' | 'loading' | 'ready' }) {
  if (status === 'loading') return <p className="loading">Looking what is kept here …</p>;
  return (
    <div className="card">
      <h2>This draft is not here</h2>
      <p className="quiet">
        {status === 'signed-out'
          ? 'Nobody is signed in on this device, and drafts are shown to their owner only.'
          : 'It belongs to somebody else, or its address is wrong.'}
      </p>
      <p className="row">
        <Link className="button" href="/drafts">
          All drafts
        </Link>
        {status === 'signed-out' && (
          <Link className="button" href="/account">
            Log in
          </Link>
        )}
      </p>
    </div>
  );
}
