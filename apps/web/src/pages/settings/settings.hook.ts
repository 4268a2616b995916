import {
  useConfiguration,
  useOutbox,
  useSyncStatus,
  useTidemark,
  type ConfigurationUpdate,
} from '@tidemark/client/react';
import { useCallback, useMemo, useState } from 'react';
import { useBegin } from '../../components/form/begin.hook';
import { refusalsByField, type FieldRefusal } from './refusals';
import { usualSettings, type SettingsShown } from './usual-settings';

/** The last change, and how to take it back. */
export interface LastChange {
  readonly words: string;
  readonly before: ConfigurationUpdate;
}

export interface Settings {
  readonly shown: SettingsShown;
  readonly isLoading: boolean;
  readonly isVisitor: boolean;
  readonly refusals: Readonly<Record<string, FieldRefusal>>;
  readonly trouble: string | null;
  readonly lastChange: LastChange | null;
  change(update: ConfigurationUpdate, words: string): Promise<void>;
  undo(): void;
}

/** The settings as they are on this device: changed at once, taken back with one press, refused beside their field. */
export function useSettings(): Settings {
  const client = useTidemark();
  const { account, userId } = useSyncStatus();
  const { configuration, configure } = useConfiguration();
  const { refused, discard } = useOutbox();
  const { begin, trouble } = useBegin();
  const [lastChange, setLastChange] = useState<LastChange | null>(null);
  const refusals = useMemo(() => refusalsByField(refused), [refused]);
  const usual = useMemo(usualSettings, []);
  // While a visitor becomes a guest, what they changed stands as they left it.
  const [wished, wish] = useState<ConfigurationUpdate>({});
  const shown = useMemo(() => ({ ...(configuration ?? usual), ...wished }), [configuration, usual, wished]);

  const change = useCallback(
    async (update: ConfigurationUpdate, words: string) => {
      const fields = Object.keys(update) as (keyof ConfigurationUpdate)[];
      const before = Object.fromEntries(fields.map((field) => [field, shown[field]]));
      const isNews = fields.some((field) => JSON.stringify(update[field]) !== JSON.stringify(before[field]));
      // What was refused is said anew, or was taken back by saying what holds already.
      await Promise.all(fields.flatMap((field) => (refusals[field] ? [discard(refusals[field].key)] : [])));
      if (!isNews) return;
      wish(update);
      if (!(await begin())) return wish({});
      setLastChange({ words, before });
      const { accepted, settled } = configure(update);
      void accepted.then(() => wish({}));
      const outcome = await settled;
      if (!outcome.ok) setLastChange(null);
    },
    [shown, refusals, discard, begin, configure],
  );
  const undo = useCallback(() => {
    if (lastChange === null) return;
    client.command('configuration/set', lastChange.before);
    wish({});
    setLastChange(null);
  }, [client, lastChange]);

  const isLoading = account === 'loading' || (account === 'signed-in' && configuration === null);
  const isVisitor = account === 'signed-out' && userId === null;
  return { shown, isLoading, isVisitor, refusals, trouble, lastChange, change, undo };
}
