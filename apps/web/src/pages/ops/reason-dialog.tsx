import { useTidemark } from '@tidemark/client/react';
import { useContext, useEffect, useId, useRef, useState } from 'react';
import { Operator } from './operator';

const REASON_LENGTH_MAX = 500;

interface ReasonDialogProps {
  /** What the button says, and what is done. */
  readonly name: string;
  /** What that means, in a sentence. */
  readonly meaning: string;
  readonly path: string;
  readonly body: object;
  readonly isDangerous?: boolean;
  done(): void;
}

/** A button for what changes something: it asks why, and says what became of it. Who may only look does not see it. */
export function ReasonDialog({ name, meaning, path, body, isDangerous, done }: ReasonDialogProps) {
  const client = useTidemark();
  const { mayChange } = useContext(Operator);
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState('');
  const [isUnderWay, setIsUnderWay] = useState(false);
  const isHere = useRef(true);
  const id = useId();
  useEffect(() => {
    isHere.current = true;
    return () => void (isHere.current = false);
  }, []);
  if (!mayChange) return null;

  async function change() {
    setIsUnderWay(true);
    const outcome = await client.post(path, { ...body, reason: reason.trim() });
    // What was changed may have taken us from the page.
    if (!isHere.current) return;
    setIsUnderWay(false);
    setTrouble(outcome.ok ? '' : outcome.error.message);
    if (!outcome.ok) return;
    dialog.current?.close();
    setReason('');
    done();
  }

  return (
    <>
      <button type="button" className={isDangerous ? 'dangerous' : ''} onClick={() => dialog.current?.showModal()}>
        {name}
      </button>
      <dialog ref={dialog} className="question" aria-labelledby={`${id}-name`}>
        <form
          className="question-body"
          onSubmit={(event) => {
            event.preventDefault();
            void change();
          }}
        >
          <h3 id={`${id}-name`}>{name}</h3>
          <p>{meaning}</p>
          <label className="field">
            <span>Why? It is kept in the audit, with your name.</span>
            <textarea
              required
              rows={2}
              maxLength={REASON_LENGTH_MAX}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </label>
          {trouble && (
            <p className="trouble" role="alert">
              {trouble}
            </p>
          )}
          <div className="row">
            <button type="submit" className="primary" disabled={isUnderWay || reason.trim() === ''}>
              {isUnderWay ? 'One moment …' : name}
            </button>
            <button type="button" className="plain" onClick={() => dialog.current?.close()}>
              Leave it
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
