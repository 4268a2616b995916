import { OneProgram } from './one-program';
import { useProgramAddress } from './program-address.hook';
import './program.css';
import { ProgramList } from './program-list';

export function ProgramPage() {
  const programId = useProgramAddress();
  return programId === null ? <ProgramList /> : <OneProgram key={programId} programId={programId} />;
}
