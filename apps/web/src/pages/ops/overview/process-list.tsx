import { useNow } from '@tidemark/client/react';
import type { Process } from '../answers';
import { countWords, spanWords } from '../words';

const MEGABYTE = 2 ** 20;
/** The roll is called every other second; whoever missed it twice is worth a look. */
const SILENT_MS = 5_000;

/** Every process that answers, service by service. */
export function ProcessList({ processes }: { readonly processes: readonly Process[] }) {
  const services = [...new Set(processes.map(({ service }) => service))];
  return (
    <section className="card" aria-labelledby="services">
      <h3 id="services">Services</h3>
      <ul className="services">
        {services.map((service) => (
          <li key={service}>
            <strong>{service}</strong>
            <ul>
              {processes
                .filter((process) => process.service === service)
                .map((process) => (
                  <Line key={process.instance} {...process} />
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ status, missing, memoryBytes, sockets, callsPerSecond, startedAt, silentForMs }: Process) {
  const now = useNow();
  const isSilent = silentForMs > SILENT_MS;
  const light = isSilent ? 'red' : status === 'ready' ? 'green' : 'amber';
  const words = isSilent
    ? `silent for ${spanWords(silentForMs)}`
    : missing.length > 0
      ? `misses ${missing.join(', ')}`
      : status;
  return (
    <li className="process" data-light={light}>
      <span>{words}</span>
      <span className="quiet small number">
        {[
          `up ${spanWords(now - Date.parse(startedAt))}`,
          `${Math.round(memoryBytes / MEGABYTE)} MB`,
          ...(sockets > 0 ? [countWords(sockets, 'socket', 'sockets')] : []),
          ...(callsPerSecond >= 0.1 ? [`${callsPerSecond.toFixed(1)} calls a second`] : []),
        ].join(' · ')}
      </span>
    </li>
  );
}
