import type { Theme } from '@tidemark/domain';
import { useState } from 'react';
import { Choice } from '../../components/form/choice';
import { Switch } from '../../components/form/switch';
import { chime } from '../../components/timer/chime';
import { noticePermission, type NoticePermission } from '../../components/timer/notice';
import type { Settings } from './settings.hook';

const themes: readonly { readonly value: Theme; readonly name: string }[] = [
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
  { value: 'system', name: 'As this device' },
];

/** What the page says about the permission of this browser, which no setting can give. */
const standings: Readonly<Record<NoticePermission, string>> = {
  granted: 'This browser lets Tidemark notify you.',
  denied: 'This browser blocks them. Allow notifications for this page in the settings of the browser.',
  default: 'This browser has not been asked yet.',
  unsupported: 'This browser has no notifications.',
};

/** How the page looks, and how it says that a session is over. */
export function SignsSection({ settings: { shown, change } }: { readonly settings: Settings }) {
  const [permission, setPermission] = useState(noticePermission);
  const ask = () => void Notification.requestPermission().then(setPermission);
  const themeName = (theme: Theme) => themes.find(({ value }) => value === theme)?.name.toLowerCase();
  return (
    <section className="card" aria-labelledby="signs-settings">
      <h3 id="signs-settings">Look and signs</h3>
      <div className="field">
        <span>Theme, on all your devices</span>
        <Choice
          legend="Theme"
          options={themes}
          value={shown.theme}
          choose={(theme) => void change({ theme }, `The theme is ${themeName(theme)}.`)}
        />
      </div>
      <Switch
        name="Sound at the end of a session"
        isOn={shown.soundEnabled}
        turn={(isOn) =>
          void change({ soundEnabled: isOn }, isOn ? 'Sessions end with a sound.' : 'Sessions end in silence.')
        }
      />
      <button type="button" className="plain listen" onClick={chime}>
        Listen to it
      </button>
      <Switch
        name="Notification at the end of a session"
        more={standings[permission]}
        isOn={shown.notificationEnabled}
        turn={(isOn) =>
          void change({ notificationEnabled: isOn }, isOn ? 'Sessions end with a notification.' : 'No notifications.')
        }
      />
      {shown.notificationEnabled && permission === 'default' && (
        <button type="button" className="listen" onClick={ask}>
          Allow notifications
        </button>
      )}
    </section>
  );
}
