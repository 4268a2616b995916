import type { ConfigurationUpdate } from '@tidemark/client/react';
import { Switch } from '../../components/form/switch';
import { minutesText, typedSeconds } from './durations';
import { NumberField } from './number-field';
import type { Settings } from './settings.hook';

const durations = [
  { field: 'workDuration', name: 'Work' },
  { field: 'shortBreakDuration', name: 'Short break' },
  { field: 'longBreakDuration', name: 'Long break' },
] as const satisfies readonly { readonly field: keyof ConfigurationUpdate; readonly name: string }[];

/** How long, how often, and what begins by itself. */
export function TimerSection({ settings: { shown, refusals, change } }: { readonly settings: Settings }) {
  return (
    <section className="card" aria-labelledby="timer-settings">
      <h3 id="timer-settings">Timer</h3>
      <div className="number-fields">
        {durations.map(({ field, name }) => (
          <NumberField
            key={field}
            name={name}
            unit="minutes"
            text={minutesText(Number(refusals[field]?.value ?? shown[field]))}
            trouble={refusals[field]?.message ?? null}
            read={typedSeconds}
            save={(seconds) => void change({ [field]: seconds }, `${name} is ${minutesText(seconds)} min.`)}
          />
        ))}
        <NumberField
          name="A long break after"
          unit="rounds"
          text={String(refusals['longBreakInterval']?.value ?? shown.longBreakInterval)}
          trouble={refusals['longBreakInterval']?.message ?? null}
          read={typedRounds}
          save={(rounds) => void change({ longBreakInterval: rounds }, `A long break comes after ${rounds} rounds.`)}
        />
      </div>
      <Switch
        name="Breaks begin by themselves"
        more="While you are here; nothing rolls through a night alone."
        isOn={shown.autoStartBreak}
        turn={(isOn) =>
          void change({ autoStartBreak: isOn }, isOn ? 'Breaks begin by themselves.' : 'Breaks wait for you.')
        }
      />
      <Switch
        name="Work begins by itself after a break"
        isOn={shown.autoStartWork}
        turn={(isOn) => void change({ autoStartWork: isOn }, isOn ? 'Work begins by itself.' : 'Work waits for you.')}
      />
    </section>
  );
}

function typedRounds(text: string): number | null {
  const rounds = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(rounds) ? rounds : null;
}
