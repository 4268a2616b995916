import { Link } from 'wouter';
import type { DeadLetter, Items } from '../answers';
import { usePolled } from '../polled.hook';
import { ReasonDialog } from '../reason-dialog';
import { Told } from '../told';
import { countWords, momentWords } from '../words';

const LOOK_EVERY_MS = 5_000;
const EVENT = /^event (?<id>[0-9a-f-]{36})$/;

/** What could not be applied; each is applied after all or dropped, with a reason. */
export function LettersTab() {
  const asked = usePolled<Items<DeadLetter>>('/api/ops/dead-letters?limit=200', LOOK_EVERY_MS);
  return (
    <Told asked={asked}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="card">Nothing was put aside: everything that happened was applied.</p>
        ) : (
          <ul className="letters">
            {items.map((letter) => (
              <Letter key={`${letter.letter} ${letter.putAsideAt}`} letter={letter} done={asked.again} />
            ))}
          </ul>
        )
      }
    </Told>
  );
}

function Letter({ letter: told, done }: { readonly letter: DeadLetter; done(): void }) {
  const { letter, what, tries, reason, putAsideAt } = told;
  const event = EVENT.exec(what)?.groups?.['id'];
  return (
    <li className="card">
      <h3>
        <code>{letter}</code>
      </h3>
      <p className="trouble">{reason}</p>
      <p className="quiet small">
        {event ? <Link href={`/ops/why?event=${event}`}>The event itself</Link> : <code>{what}</code>}
        {' · put aside '}
        <span className="number">{momentWords(putAsideAt)} UTC</span>
        {tries !== null && ` after ${countWords(tries, 'try', 'tries')}`}
      </p>
      <div className="row">
        <ReasonDialog
          name="Apply it after all"
          meaning={`${letter} is applied once more. Where that fails, it stays here.`}
          path="/api/ops/dead-letters/retry"
          body={{ letter }}
          done={done}
        />
        <ReasonDialog
          name="Drop it"
          meaning={`Nobody will ever apply ${letter}. The event itself stays in its stream.`}
          path="/api/ops/dead-letters/skip"
          body={{ letter }}
          isDangerous
          done={done}
        />
      </div>
    </li>
  );
}
