import { useNow } from '@tidemark/client/react';
import type { Bucket, FailedJob, Items, Jobs, Queue } from '../answers';
import { usePolled } from '../polled.hook';
import { ReasonDialog } from '../reason-dialog';
import { Told } from '../told';
import { countWords, momentWords, spanWords } from '../words';

const LOOK_EVERY_MS = 3_000;
const RESETS_LOOK_EVERY_MS = 15_000;

/** What is done by itself: queues with what failed in them, jobs that come round, and the ends of days. */
export function JobsTab() {
  const jobs = usePolled<Jobs>('/api/ops/jobs', LOOK_EVERY_MS);
  const resets = usePolled<Items<Bucket>>('/api/ops/resets?limit=200', RESETS_LOOK_EVERY_MS);
  return (
    <>
      <Told asked={jobs}>
        {({ queues, jobs: repeating }) => (
          <div className="queues">
            {queues === null && <p className="card quiet">Nothing is known of the queues: the scheduler is away.</p>}
            {queues?.map((queue) => (
              <QueueCard key={queue.queue} queue={queue} done={jobs.again} />
            ))}
            {repeating.map(({ job, lastAt, nextAt, isOverdue }) => (
              <section key={job} className="card">
                <h3>{job.replaceAll('_', ' ')}</h3>
                <p className="small">
                  <When nextAt={nextAt} isOverdue={isOverdue} />
                  <span className="quiet"> · last done {lastAt ? momentWords(lastAt) : 'never'}</span>
                </p>
              </section>
            ))}
          </div>
        )}
      </Told>
      <Told asked={resets}>
        {({ items }) => (
          <section className="console-scroll" tabIndex={0} aria-labelledby="resets">
            <h3 id="resets">Ends of days</h3>
            <table className="console-table">
              <thead>
                <tr>
                  <th scope="col">Zone</th>
                  <th scope="col">Reset time</th>
                  <th scope="col">At (UTC)</th>
                  <th scope="col">When</th>
                  <th scope="col" className="of-number">
                    People
                  </th>
                  <th scope="col" />
                </tr>
              </thead>
              <tbody>
                {items.map((bucket) => (
                  <tr key={`${bucket.timezone} ${bucket.resetTime} ${bucket.nextAt}`}>
                    <td>{bucket.timezone}</td>
                    <td className="number">{bucket.resetTime}</td>
                    <td className="number">{momentWords(bucket.nextAt)}</td>
                    <td>
                      <When nextAt={bucket.nextAt} isOverdue={bucket.isOverdue} />
                    </td>
                    <td className="of-number">{bucket.users.toLocaleString('en')}</td>
                    <td>{bucket.isOverdue && <RunResets bucket={bucket} done={resets.again} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </Told>
    </>
  );
}

function QueueCard({ queue: told, done }: { readonly queue: Queue; done(): void }) {
  const { queue, delayed, waiting, active, failed, failures } = told;
  return (
    <section className="card">
      <h3>{queue.replaceAll('-', ' ')}</h3>
      <p className="small">
        {delayed} to ring · {waiting} waiting · {active} at work ·{' '}
        <span className={failed > 0 ? 'trouble' : 'quiet'}>{countWords(failed, 'failed', 'failed')}</span>
      </p>
      {failures.map((failure) => (
        <Failure key={failure.id} queue={queue} failure={failure} done={done} />
      ))}
    </section>
  );
}

interface FailureProps {
  readonly queue: string;
  readonly failure: FailedJob;
  done(): void;
}

function Failure({ queue, failure: { id, job, reason, tries, failedAt }, done }: FailureProps) {
  return (
    <div>
      <p>
        <code>{job}</code> <span className="trouble">{reason}</span>
      </p>
      <p className="quiet small">
        {momentWords(failedAt)} after {countWords(tries, 'try', 'tries')}
      </p>
      <ReasonDialog
        name="Try it again"
        meaning={`${job} of ${queue} is tried again now.`}
        path="/api/ops/jobs/retry"
        body={{ jobId: id }}
        done={done}
      />
    </div>
  );
}

function RunResets({ bucket, done }: { readonly bucket: Bucket; done(): void }) {
  const { timezone, resetTime, users } = bucket;
  return (
    <ReasonDialog
      name="Close them now"
      meaning={`The days of ${countWords(users, 'person', 'people')} in ${timezone} are closed now. A day is closed once, however often this is asked.`}
      path="/api/ops/resets/run"
      body={{ timezone, resetTime }}
      done={done}
    />
  );
}

function When({ nextAt, isOverdue }: { readonly nextAt: string; readonly isOverdue: boolean }) {
  const restMs = Date.parse(nextAt) - useNow();
  return (
    <span className={isOverdue ? 'trouble number' : 'number'}>
      {restMs < 0 ? `${spanWords(restMs)} late` : `in ${spanWords(restMs)}`}
    </span>
  );
}
