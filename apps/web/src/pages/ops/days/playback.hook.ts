import { useEffect, useState } from 'react';

/** A day passes in so many seconds. */
const DAY_IN_MS = 24_000;
/** A browser that was away for long does not jump over half of the day. */
const FRAME_MS_MAX = 100;

export interface Playback {
  readonly at: number;
  readonly isPlaying: boolean;
  toggle(): void;
  seek(at: number): void;
}

/** A moment that wanders through a day, when it is let. */
export function usePlayback(startsAt: number, endsAt: number, from: number): Playback {
  const [at, setAt] = useState(from);
  const [isPlaying, setIsPlaying] = useState(false);

  useEffect(() => {
    if (!isPlaying) return undefined;
    let lastMs = performance.now();
    const step = (nowMs: number) => {
      const passedMs = Math.min(FRAME_MS_MAX, nowMs - lastMs);
      lastMs = nowMs;
      setAt((before) => Math.min(endsAt, before + (passedMs / DAY_IN_MS) * (endsAt - startsAt)));
      frame = requestAnimationFrame(step);
    };
    let frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, startsAt, endsAt]);

  useEffect(() => {
    if (at >= endsAt) setIsPlaying(false);
  }, [at, endsAt]);

  return {
    at,
    isPlaying,
    toggle: () => {
      if (!isPlaying && at >= endsAt) setAt(startsAt);
      setIsPlaying(!isPlaying);
    },
    seek: (wanted) => {
      setIsPlaying(false);
      setAt(wanted);
    },
  };
}
