import type { Asked } from '@tidemark/client/react';
import type { ReactNode } from 'react';

const SENTENCES: Readonly<Record<string, string>> = {
  'auth/forbidden': 'Your sign-in is older than your role, or the role was taken away. Sign out and in again.',
  'service/unavailable': 'The operations service is away. Everything else goes on without it.',
};

interface ToldProps<Value> {
  readonly asked: Asked<Value>;
  readonly children: (value: Value) => ReactNode;
}

/** What was answered; before that, and where nothing was, what there is to say about it. */
export function Told<Value>({ asked: { status, value, error, again }, children }: ToldProps<Value>) {
  return (
    <>
      {status === 'failed' && error && (
        <p className="console-trouble" role="alert">
          {SENTENCES[error.code] ?? error.message}{' '}
          <button type="button" className="plain" onClick={again}>
            Try again
          </button>
        </p>
      )}
      {value !== null ? children(value) : status === 'loading' && <p className="loading">One moment …</p>}
    </>
  );
}
