import { useConfiguration, useKind, useSyncStatus } from '@tidemark/client/react';
import { useState } from 'react';
import { note } from '../../components/inbox/letters';
import { noticePermission } from '../../components/timer/notice';

/** What the page says where nothing waits; it dares a visitor to leave, and offers to call them back [W2] [W3]. */
export function NoteLine({ trouble }: { readonly trouble: string | null }) {
  const { account } = useSyncStatus();
  const { value: timer } = useKind('timer');
  const { configuration } = useConfiguration();
  const [permission, setPermission] = useState(noticePermission);
  if (account === 'loading') return null;
  if (trouble !== null) return <p className="trouble">{trouble}</p>;
  const isOffered = timer?.status === 'running' && configuration?.notificationEnabled && permission === 'default';
  return (
    <div className="inbox-item">
      <p>{note(timer)}</p>
      {isOffered && (
        <div className="inbox-actions">
          <button type="button" onClick={() => void Notification.requestPermission().then(setPermission)}>
            Call me when it ends
          </button>
        </div>
      )}
    </div>
  );
}
