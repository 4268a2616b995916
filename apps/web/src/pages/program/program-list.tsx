import { useKind, useSyncStatus } from '@tidemark/client/react';
import { Link } from 'wouter';
import { ExampleProgram } from './tiles/example-program';
import { NewProgram } from './new-program';
import { programAddress } from './program-address.hook';
import { programName } from './program-names';
import { sumsInWords, sumsOf } from './program-sums';

/** All programs of somebody, and the way to one more. */
export function ProgramList() {
  const { account, userId } = useSyncStatus();
  const { value } = useKind('progress');
  const programs = Object.values(value ?? {}).sort((one, other) => (one.programId < other.programId ? -1 : 1));
  const isEmpty = (account === 'signed-out' && userId === null) || (value !== null && programs.length === 0);
  return (
    <section className="page programs">
      <h2>Program</h2>
      {programs.length > 0 && (
        <ul className="program-list">
          {programs.map(({ programId, logs }) => {
            const sums = sumsOf(logs);
            return (
              <li key={programId}>
                <Link href={programAddress(programId)} className="card">
                  <strong>{programName(programId)}</strong>
                  <span className="quiet small number">{sumsInWords(sums)}</span>
                  <progress max={Math.max(1, sums.known)} value={sums.done} aria-label="Workouts done" />
                </Link>
              </li>
            );
          })}
        </ul>
      )}
      <div className="programs-new">
        <NewProgram />
        {isEmpty && <ExampleProgram />}
      </div>
    </section>
  );
}
