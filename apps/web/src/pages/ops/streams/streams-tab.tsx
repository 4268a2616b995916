import { useAsk } from '@tidemark/client/react';
import type { FormEvent } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { FoundStream, Items } from '../answers';
import { Told } from '../told';
import { idWords, momentWords } from '../words';
import './streams.css';

const CATEGORIES = ['timer', 'clock', 'day', 'program', 'draft'];
const FIELDS = ['user', 'category', 'type', 'since', 'until'];
const LIMIT = 100;

/** Streams by whose they are and what happened in them; the search is in the address, so that it can be sent to others. */
export function StreamsTab() {
  const search = new URLSearchParams(useSearch());
  const [, navigate] = useLocation();
  const asked = useAsk<Items<FoundStream>>(`/api/ops/streams?${withLimit(search)}`);

  function find(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const wanted = FIELDS.map((name) => [name, String(said.get(name) ?? '').trim()] as const);
    const query = new URLSearchParams(wanted.filter(([, value]) => value !== '').map(([name, value]) => [name, value]));
    navigate(`/ops/streams?${query}`);
  }

  return (
    <>
      <form className="stream-search" role="search" onSubmit={find} key={search.toString()}>
        <label className="field">
          <span>User</span>
          <input name="user" type="search" defaultValue={search.get('user') ?? ''} placeholder="an id" />
        </label>
        <label className="field">
          <span>Kind</span>
          <select name="category" defaultValue={search.get('category') ?? ''}>
            <option value="">any</option>
            {CATEGORIES.map((category) => (
              <option key={category}>{category}</option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>With an event of type</span>
          <input name="type" type="search" defaultValue={search.get('type') ?? ''} placeholder="SessionPaused" />
        </label>
        <label className="field">
          <span>Since</span>
          <input
            name="since"
            type="search"
            defaultValue={search.get('since') ?? ''}
            placeholder="2026-11-21T09:00:00Z"
          />
        </label>
        <label className="field">
          <span>Until</span>
          <input
            name="until"
            type="search"
            defaultValue={search.get('until') ?? ''}
            placeholder="2026-11-22T09:00:00Z"
          />
        </label>
        <button type="submit" className="primary">
          Find
        </button>
      </form>
      <Told asked={asked}>{found}</Told>
    </>
  );
}

function withLimit(search: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...search, ['limit', String(LIMIT)]]);
}

function found({ items }: Items<FoundStream>) {
  if (items.length === 0) return <p className="card">No stream is like that.</p>;
  return (
    <div className="console-scroll">
      <table className="console-table">
        <thead>
          <tr>
            <th scope="col">Stream</th>
            <th scope="col" className="of-number">
              Events
            </th>
            <th scope="col">Last event</th>
            <th scope="col">Due</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ streamId, version, occurredAt, dueAt }) => (
            <tr key={streamId}>
              <td>
                <Link href={`/ops/streams/${encodeURIComponent(streamId)}`} title={streamId}>
                  <code>{idWords(streamId)}</code>
                </Link>
              </td>
              <td className="of-number">{version}</td>
              <td className="number">{momentWords(occurredAt)}</td>
              <td className="number quiet">{dueAt ? momentWords(dueAt) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
