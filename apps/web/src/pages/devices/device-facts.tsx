import { useSyncStatus, useTidemark } from '@tidemark/client/react';
import { useEffect, useState } from 'react';
import { bytesWords, clockWords } from './wait-words';

/** What is worth knowing about this device: its clock, its tabs, its storage. */
export function DeviceFacts() {
  const client = useTidemark();
  const { isLeader, isKept, userId } = useSyncStatus();
  const { usedBytes, isSafe, makeSafe } = useStorage();
  return (
    <dl className="card facts">
      <div>
        <dt>Clock of this device</dt>
        <dd className="number">{clockWords(Date.now() - client.now())}</dd>
        <dd className="small quiet">What you see is the server’s time, however wrong the device is.</dd>
      </div>
      <div>
        <dt>Tabs</dt>
        <dd>
          {userId === null
            ? 'No connection is needed'
            : isLeader
              ? 'This tab has the connection'
              : 'Another tab has the connection'}
        </dd>
        <dd className="small quiet">One tab speaks for all tabs of this browser.</dd>
      </div>
      <div>
        <dt>Storage</dt>
        <dd className={isKept ? undefined : 'trouble'}>
          {isKept
            ? `Kept on this device${usedBytes === null ? '' : `, ${bytesWords(usedBytes)}`}`
            : 'Not saved on this device'}
        </dd>
        <dd className="small quiet">
          {!isKept
            ? 'A private window, or a full disk: what waits is lost with this tab.'
            : isSafe
              ? 'The browser keeps it even when the disk fills up.'
              : 'The browser may clear it when the disk fills up.'}
        </dd>
        {isKept && isSafe === false && (
          <dd>
            <button onClick={makeSafe}>Ask to keep it</button>
          </dd>
        )}
      </div>
    </dl>
  );
}

/** What the browser says of its storage; nothing where it says nothing. */
function useStorage() {
  const [usedBytes, setUsedBytes] = useState<number | null>(null);
  const [isSafe, setSafe] = useState<boolean | null>(null);
  useEffect(() => {
    // Only on secure origins.
    const storage = navigator.storage as StorageManager | undefined;
    void storage?.estimate().then(({ usage }) => setUsedBytes(usage ?? null));
    void storage?.persisted().then(setSafe);
  }, []);
  return { usedBytes, isSafe, makeSafe: () => void navigator.storage.persist().then(setSafe) };
}
