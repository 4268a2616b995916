import type { Instant } from '../decider';

/** When a user's local day begins: "midnight", a full hour, or "HH:MM". */
export type ResetTime = 'midnight' | { readonly hour: number } | string;

/** What divides a user's time into days. */
export interface DayRule {
  readonly timezone: string;
  readonly dailyResetTime: ResetTime;
}

/** One local day: from its first instant to the first of the next day that exists. */
export interface DayFrame {
  /** `2026-11-21`. These compare as text. */
  readonly localDate: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** The rule of somebody who never chose one [D1]. */
export const defaultDayRule: DayRule = { timezone: 'UTC', dailyResetTime: 'midnight' };

/** A reset time by the minute [D2]. */
export const CLOCK_TIME = /^(?:[01]?[0-9]|2[0-3]):[0-5][0-9]$/;

/** True for the three ways in which a reset time may be written [D2]. */
export function isResetTime(value: unknown): value is ResetTime {
  if (typeof value === 'string') return value === 'midnight' || CLOCK_TIME.test(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { hour, ...strangers } = value as Record<string, unknown>;
  return Number.isInteger(hour) && Number(hour) >= 0 && Number(hour) <= 23 && Object.keys(strangers).length === 0;
}

/** A reset time as a clock shows it: `07:00`. */
export function clockTimeOf(resetTime: ResetTime): string {
  if (resetTime === 'midnight') return '00:00';
  return (typeof resetTime === 'string' ? resetTime : `${resetTime.hour}:00`).padStart(5, '0');
}
