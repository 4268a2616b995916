import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finalStateOf, type History } from '../testing/recorded-history';
import { given } from '../testing/given';
import { fromWire, toWire } from '../wire';
import { account } from './account';
import { erasedEvent } from './erased-event';

const folder = join(__dirname, '../../histories');
const histories = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as History);
const renamed = (id: string) => (id.startsWith('gone-') ? id : `gone-${Buffer.from(id).toString('hex')}`);

const erasedHistory = ({ category, events }: History) =>
  events.map(({ type, data, ...stored }) => {
    return { ...stored, type, data: toWire(erasedEvent(category, { type, data: fromWire(data) }, renamed).data) };
  });

/** Everything that somebody wrote in the histories, by the fields that take it. */
const written = (events: History['events']) =>
  [...JSON.stringify(events).matchAll(/"(?:title|subjectId|profileId|draftId|deviceId|id|entryId)":"([^"]+)"/g)].map(
    ([, text]) => text,
  );

describe('an account', () => {
  const erased = { type: 'PersonErased', data: { erasedAt: 5 } } as const;
  const erase = { type: 'ErasePerson', at: 5, receivedAt: 5 } as const;

  it('ends with one event, however often that is asked for', () => {
    given(account).when(erase).then(erased);
    given(account, erased)
      .when({ ...erase, at: 9 })
      .thenNothing();
  });
});

describe('what is left of somebody who is erased [I-28]', () => {
  it.each(histories)('folds as before, in $title', (history) => {
    const events = erasedHistory(history);
    const state = finalStateOf({ ...history, events });
    expect(Object.keys(state)).toEqual(Object.keys(history.finalState));
    expect((state as { status?: string }).status).toBe((history.finalState as { status?: string }).status);
  });

  it.each(histories)(
    'has nothing of what they wrote, and stays as it is when it is erased again, in $title',
    (history) => {
      const events = erasedHistory(history);
      expect(written(events).filter((text) => !text?.startsWith('gone-'))).toEqual([]);
      expect(erasedHistory({ ...history, events })).toEqual(events);
    },
  );

  it('is said of every event by somebody', () =>
    expect(() => erasedEvent('timer', { type: 'Sneezed', data: {} }, renamed)).toThrow(
      'Nobody knows what is personal',
    ));
});
