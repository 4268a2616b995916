import { useTidemark } from '@tidemark/client/react';
import { useState, type FormEvent } from 'react';
import type { Items, Proof } from '../answers';
import { usePolled } from '../polled.hook';
import { Told } from '../told';
import { countWords, momentWords } from '../words';

const LOOK_EVERY_MS = 1_500;
const SAMPLE_USUAL = 100;
const SAMPLE_MAX = 1_000;
const OUTCOMES: Readonly<Record<Proof['status'], string>> = {
  running: 'Under way',
  sound: 'Nothing is wrong',
  broken: 'Something is wrong',
  failed: 'It came to no end',
};

/** Whether what is kept is what happened: a proof of some users drawn by lot, or of one. */
export function ProofsTab() {
  const client = useTidemark();
  const asked = usePolled<Items<Proof>>('/api/ops/verifications', LOOK_EVERY_MS);
  const [trouble, setTrouble] = useState('');

  async function begin(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const user = String(said.get('user')).trim();
    const wanted = user === '' ? { sample: Number(said.get('sample')) } : { user };
    const outcome = await client.post('/api/ops/verifications', wanted);
    setTrouble(outcome.ok ? '' : outcome.error.message);
    asked.again();
  }

  return (
    <>
      <form className="proof-search" onSubmit={(event) => void begin(event)}>
        <label className="field">
          <span>So many users, drawn by lot</span>
          <input name="sample" type="number" required min={1} max={SAMPLE_MAX} defaultValue={SAMPLE_USUAL} />
        </label>
        <label className="field">
          <span>or only this user</span>
          <input name="user" type="search" placeholder="an id" />
        </label>
        <button type="submit" className="primary">
          Prove
        </button>
      </form>
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      <Told asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">Nothing was proven since the operations service began.</p>
          ) : (
            items.map((proof, index) => <ProofCard key={proof.verificationId} proof={proof} isLatest={index === 0} />)
          )
        }
      </Told>
    </>
  );
}

function ProofCard({ proof, isLatest }: { readonly proof: Proof; readonly isLatest: boolean }) {
  const { status, startedAt, read, rules, breaches, failure } = proof;
  return (
    <section className="card proof" data-status={status}>
      <h3>{OUTCOMES[status]}</h3>
      <p className="small quiet number">
        {momentWords(startedAt)} · {read.user === undefined ? `${read.sample} users by lot` : read.user} ·{' '}
        {countWords(read.events, 'event', 'events')} of {countWords(read.streams, 'stream', 'streams')} of{' '}
        {countWords(read.users, 'user', 'users')} read, {countWords(read.days, 'day', 'days')} counted again
      </p>
      {failure && <p className="trouble">{failure}</p>}
      {status !== 'failed' && (
        <details open={isLatest || status === 'broken'}>
          <summary>{countWords(rules.length, 'rule', 'rules')} looked at</summary>
          <ul className="rules">
            {rules.map(({ rule, sentence, wrong }) => (
              <li key={rule} data-holds={wrong > 0 ? 'no' : status === 'running' ? 'so far' : 'yes'}>
                <code className="quiet">{rule}</code> {sentence}
                {wrong > 0 && <strong className="trouble"> {wrong} wrong</strong>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {breaches.length > 0 && (
        <div className="console-scroll">
          <table className="console-table">
            <tbody>
              {breaches.map(({ rule, subject, what }, index) => (
                <tr key={index}>
                  <td>{rule}</td>
                  <td>
                    <code>{subject}</code>
                  </td>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
