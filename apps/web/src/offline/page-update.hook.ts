import { useSyncExternalStore } from 'react';
import { PageUpdates, type PageUpdate } from './page-updates';

const updates = begun();
const nothing = () => () => undefined;
const none = (): PageUpdate => 'none';

/** Whether there is a newer version of the page, and how to go over to it. */
export function usePageUpdate() {
  const update = useSyncExternalStore(updates?.listen ?? nothing, updates?.current ?? none);
  return { update, take: updates?.take ?? (() => undefined) };
}

/** Browsers have service workers on secure origins only; while the page is being written, nothing may be kept. */
function begun(): PageUpdates | null {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return null;
  const made = new PageUpdates(navigator.serviceWorker, () => location.reload());
  if (document.readyState === 'complete') void made.begin();
  else addEventListener('load', () => void made.begin(), { once: true });
  return made;
}
