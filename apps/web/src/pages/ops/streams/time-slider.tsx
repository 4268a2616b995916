import { useEffect, useState } from 'react';

const STEP_EVERY_MS = 900;

interface TimeSliderProps {
  readonly version: number;
  readonly lastVersion: number;
  readonly when: string;
  choose(version: number): void;
}

/** Through time, event by event: by hand, by key, or by itself. */
export function TimeSlider({ version, lastVersion, when, choose }: TimeSliderProps) {
  const [isPlaying, setIsPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return undefined;
    if (version >= lastVersion) {
      setIsPlaying(false);
      return undefined;
    }
    const clock = setTimeout(() => choose(version + 1), STEP_EVERY_MS);
    return () => clearTimeout(clock);
  }, [isPlaying, version, lastVersion, choose]);

  function play() {
    if (version >= lastVersion) choose(0);
    setIsPlaying(true);
  }

  return (
    <div className="time-slider" role="group" aria-label="Time travel">
      <button type="button" className="primary" onClick={() => (isPlaying ? setIsPlaying(false) : play())}>
        {isPlaying ? 'Pause' : 'Play'}
      </button>
      <button type="button" aria-label="One event back" disabled={version === 0} onClick={() => choose(version - 1)}>
        ‹
      </button>
      <input
        type="range"
        aria-label="Version"
        aria-valuetext={`Version ${version} of ${lastVersion}, ${when}`}
        min={0}
        max={lastVersion}
        value={version}
        onChange={({ target }) => {
          setIsPlaying(false);
          choose(Number(target.value));
        }}
      />
      <button
        type="button"
        aria-label="One event on"
        disabled={version === lastVersion}
        onClick={() => choose(version + 1)}
      >
        ›
      </button>
      <output className="number">
        {version} <span className="quiet">of {lastVersion}</span>
      </output>
    </div>
  );
}
