import type { Ring } from './bell';

const TAG = 'tidemark-session';

export type NoticePermission = NotificationPermission | 'unsupported';

export function noticePermission(): NoticePermission {
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;
}

/** Tells of a session's end where somebody looks at another page. Phones take notices from a service worker only. */
export async function notify({ title, body }: Ring): Promise<void> {
  if (noticePermission() !== 'granted') return;
  const how = { body, tag: TAG, icon: '/favicon.svg' };
  const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (worker) return worker.showNotification(title, how);
  new Notification(title, how).onclick = () => focus();
}
