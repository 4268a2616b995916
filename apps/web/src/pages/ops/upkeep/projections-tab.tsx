import type { Listener, Reader } from '../answers';
import { usePolled } from '../polled.hook';
import { Told } from '../told';

const LOOK_EVERY_MS = 2_000;

interface Projections {
  readonly readers: readonly Reader[];
  readonly listeners: readonly Listener[] | null;
}

/** How far those have come who read the logs, lane by lane, and those who listen on the bus. */
export function ProjectionsTab() {
  const asked = usePolled<Projections>('/api/ops/projections', LOOK_EVERY_MS);
  return (
    <Told asked={asked}>
      {({ readers, listeners }) => (
        <>
          <section className="console-scroll" tabIndex={0} aria-labelledby="readers">
            <h3 id="readers">Readers of the logs</h3>
            <table className="console-table">
              <thead>
                <tr>
                  <th scope="col">Reader</th>
                  <th scope="col">Log</th>
                  <th scope="col" className="of-number">
                    Events behind
                  </th>
                  <th scope="col">Lanes</th>
                </tr>
              </thead>
              <tbody>
                {readers.map(({ log, reader, lag, lanes = [] }) => (
                  <tr key={`${log} ${reader}`}>
                    <td>{reader}</td>
                    <td className="quiet">{log}</td>
                    <td className="of-number">{lag}</td>
                    <td>
                      <span className="lanes">
                        {lanes.map((lane) => (
                          <span
                            key={lane.lane}
                            className={lane.lag > 0 ? 'lane is-behind' : 'lane'}
                            title={`lane ${lane.lane}: at ${lane.position}, ${lane.lag} behind`}
                          />
                        ))}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {listeners === null ? (
            <p className="quiet">Nothing is known of those who listen on the bus: it cannot be asked.</p>
          ) : (
            <Listeners listeners={listeners} />
          )}
          <p className="quiet small">
            A projection is made anew beside the live one with <code>tidemark rebuild</code>, which needs the owner of
            the tables; this page reads alone.
          </p>
        </>
      )}
    </Told>
  );
}

function Listeners({ listeners }: { readonly listeners: readonly Listener[] }) {
  return (
    <section className="console-scroll" tabIndex={0} aria-labelledby="listeners">
      <h3 id="listeners">Listeners on the bus</h3>
      <table className="console-table">
        <thead>
          <tr>
            <th scope="col">Listener</th>
            <th scope="col">Facts</th>
            <th scope="col" className="of-number">
              Waiting
            </th>
            <th scope="col" className="of-number">
              In hand
            </th>
            <th scope="col" className="of-number">
              Handed again
            </th>
          </tr>
        </thead>
        <tbody>
          {listeners.map(({ durable, filter, waiting, inHand, handedAgain }) => (
            <tr key={durable}>
              <td>{durable}</td>
              <td>
                <code className="quiet">{filter}</code>
              </td>
              <td className="of-number">{waiting}</td>
              <td className="of-number">{inHand}</td>
              <td className="of-number">{handedAgain}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
