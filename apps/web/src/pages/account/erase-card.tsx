import { useTidemark } from '@tidemark/client/react';
import { useState, type FormEvent } from 'react';
import { QuestionDialog } from '../../shell/question-dialog';
import { ERASE_WORD, isEraseMeant } from './account-words';

/** The end of an account, for whoever types that they mean it. */
export function EraseCard() {
  const client = useTidemark();
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  function ask() {
    setTyped('');
    setTrouble(null);
    setAsking(true);
  }
  async function erase(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const outcome = await client.erase();
    setBusy(false);
    if (outcome.ok) setAsking(false);
    else setTrouble(outcome.error.message);
  }

  return (
    <section className="card part" aria-label="Erase">
      <div>
        <h3>Erase the account</h3>
        <p className="quiet">Every event, every draft and the account itself, on the server and here, for good.</p>
      </div>
      <span className="part-act">
        <button className="dangerous" onClick={ask}>
          Erase …
        </button>
      </span>
      <QuestionDialog title="Erase everything?" isOpen={isAsking} onClose={() => setAsking(false)}>
        <p>Nothing of it can be brought back, by nobody. Export it first if you may want it.</p>
        <form onSubmit={(event) => void erase(event)} className="sign-in-fields">
          <label className="field">
            <span>Type “{ERASE_WORD}” if you mean it</span>
            <input
              {...{ value: typed, autoComplete: 'off', autoCapitalize: 'none', spellCheck: false }}
              onChange={({ target }) => setTyped(target.value)}
            />
          </label>
          {trouble !== null && (
            <p className="trouble" role="alert">
              {trouble}
            </p>
          )}
          <span className="row">
            <button className="dangerous" disabled={!isEraseMeant(typed) || isBusy}>
              {isBusy ? 'Erasing …' : 'Erase for good'}
            </button>
            <button type="button" className="plain" onClick={() => setAsking(false)}>
              Keep it
            </button>
          </span>
        </form>
      </QuestionDialog>
    </section>
  );
}
