import { useConfiguration } from '@tidemark/client/react';
import { MINUTE, SECOND, lengthOf, type PresetType } from '@tidemark/domain';
import type { Wish } from '../../components/timer/face';
import { settingsOf } from '../../components/timer/face.hook';

interface NextSessionProps {
  readonly wish: Wish;
  readonly presetType: PresetType;
  readonly change: (wish: Wish) => void;
}

const presets: readonly (readonly [PresetType, string])[] = [
  ['short', 'Short'],
  ['long', 'Long'],
  ['custom', 'Own'],
];
const MINUTES_MAX = 24 * 60;

/** What the next start will be; it changes nothing that is under way. */
export function NextSession({ wish, presetType, change }: NextSessionProps) {
  const { configuration } = useConfiguration();
  const settings = settingsOf(configuration);
  const minutes = (type: 'work' | 'short_break', preset: PresetType) =>
    Math.round(lengthOf(type, preset, settings) / MINUTE);
  const { durationSeconds } = wish;
  return (
    <fieldset className="next-session">
      <legend>Rhythm</legend>
      <div className="presets">
        {presets.map(([preset, name]) => (
          <label key={preset}>
            <input
              type="radio"
              name="preset"
              value={preset}
              checked={preset === presetType}
              onChange={() => change({ ...wish, presetType: preset })}
            />
            <span>
              {name}
              <small className="number">
                {minutes('work', preset)} / {minutes('short_break', preset)}
              </small>
            </span>
          </label>
        ))}
      </div>
      <label className="once">
        <span>Just this once</span>
        <input
          type="number"
          inputMode="numeric"
          min={1}
          max={MINUTES_MAX}
          placeholder="–"
          aria-label="Minutes, just this once"
          value={durationSeconds === null ? '' : (durationSeconds * SECOND) / MINUTE}
          onChange={({ target }) => change({ ...wish, durationSeconds: secondsOf(target.value) })}
        />
        <span>min</span>
      </label>
    </fieldset>
  );
}

function secondsOf(typed: string): number | null {
  const minutes = Math.round(Number(typed));
  if (typed === '' || !Number.isFinite(minutes) || minutes < 1) return null;
  return (Math.min(minutes, MINUTES_MAX) * MINUTE) / SECOND;
}
