const NOTES_HERTZ = [659.25, 880];
const NOTE_SECONDS = 0.9;
const BETWEEN_SECONDS = 0.22;
const LOUDNESS = 0.18;
const SILENT = 0.0001;

let context: AudioContext | undefined;

/** Browsers let nothing sound before somebody has touched the page, so that the instrument is tuned by the first touch. */
export function tuneAtFirstTouch(): () => void {
  const tune = () => {
    if (typeof AudioContext === 'undefined') return;
    context ??= new AudioContext();
    void context.resume();
    forget();
  };
  const forget = () => {
    removeEventListener('pointerdown', tune);
    removeEventListener('keydown', tune);
  };
  addEventListener('pointerdown', tune);
  addEventListener('keydown', tune);
  return forget;
}

/** Two soft notes, the second one higher. */
export function chime(): void {
  if (context?.state !== 'running') return;
  for (const [index, hertz] of NOTES_HERTZ.entries())
    sound(context, hertz, context.currentTime + index * BETWEEN_SECONDS);
}

function sound(instrument: AudioContext, hertz: number, startsAt: number): void {
  const note = new OscillatorNode(instrument, { type: 'sine', frequency: hertz });
  const loudness = new GainNode(instrument, { gain: 0 });
  loudness.gain.setValueAtTime(SILENT, startsAt);
  loudness.gain.exponentialRampToValueAtTime(LOUDNESS, startsAt + 0.02);
  loudness.gain.exponentialRampToValueAtTime(SILENT, startsAt + NOTE_SECONDS);
  note.connect(loudness).connect(instrument.destination);
  note.start(startsAt);
  note.stop(startsAt + NOTE_SECONDS);
}
