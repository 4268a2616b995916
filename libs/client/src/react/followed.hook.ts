import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Tidemark } from '../client';
import type { Kind, KindState, Place, Values } from '../states/kinds';
import type { Topic } from '../tab';
import { useTidemark } from './provider';

/** What is known on a server, which has no device, and at the first look in a browser. */
const loading: KindState<never> = { status: 'loading', value: null, isGuess: false };

/** What is known of one kind, as `get(kind)` tells it; renders again when that is different. */
export function useKind<K extends Kind>(kind: K): KindState<Values[K]> {
  return useFollowed(kind, (client): KindState<Values[K]> => client.get(kind), loading);
}

/** Where the newest of a kind is; with an id, of that program or draft alone. */
export function usePlace(kind: Kind, id?: string): Place {
  return useFollowed(kind, (client) => client.placeOf(kind, id), 'server');
}

/** Whatever is read of the client: the same object until something is different; `before` stands for it on a server. */
export function useFollowed<Value>(topic: Topic, read: (client: Tidemark) => Value, before: Value): Value {
  const client = useTidemark();
  const subscribe = useCallback((listener: () => void) => client.subscribe(topic, listener), [client, topic]);
  return useSyncExternalStore(
    subscribe,
    () => read(client),
    () => before,
  );
}

/** What can be done with the client: the same functions as long as it is the same client. */
export function useActions<Actions>(make: (client: Tidemark) => Actions): Actions {
  const client = useTidemark();
  return useMemo(() => make(client), [client, make]);
}
