import { useKind } from '@tidemark/client/react';
import { usePageUpdate } from '../offline/page-update.hook';

/** Says that there is a newer page and leaves it at that: when to change over is the person's to say. */
export function UpdateNotice() {
  const { update, take } = usePageUpdate();
  const { value: timer } = useKind('timer');
  if (update === 'none') return null;
  const goesOn = timer?.status === 'running' ? ' Your timer goes on meanwhile.' : '';
  return (
    <p className="update-notice" role="status">
      <span>A new version is ready.{goesOn}</span>
      <button onClick={take}>Reload</button>
    </p>
  );
}
