import { DaySection } from './day/day-section';
import './settings.css';
import { useSettings } from './settings.hook';
import { SignsSection } from './signs-section';
import { TimerSection } from './timer-section';

export function SettingsPage() {
  const settings = useSettings();
  const { isLoading, isVisitor, trouble, lastChange, undo } = settings;
  return (
    <section className="page settings" aria-busy={isLoading}>
      <h2>Settings</h2>
      {isVisitor && (
        <p className="note">
          These are the settings that everybody begins with. Change one and you are a guest, without signing up; they
          then follow you to every device.
        </p>
      )}
      {trouble !== null && <p className="trouble">{trouble}</p>}
      <fieldset className="settings-sections" disabled={isLoading}>
        <DaySection settings={settings} />
        <div className="settings-pair">
          <TimerSection settings={settings} />
          <SignsSection settings={settings} />
        </div>
      </fieldset>
      <div className="undo-strip" role="status" data-shown={lastChange !== null}>
        {lastChange !== null && (
          <>
            <span>{lastChange.words}</span>
            <button type="button" onClick={undo}>
              Undo
            </button>
          </>
        )}
      </div>
    </section>
  );
}
