// The rule of days once more, by somebody else's calendar: dates and rules in, boundaries out, as JSON.
import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';

const questions = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(questions.map(boundary)));

function boundary({ localDate, clockTime, timezone }) {
  const date = Temporal.PlainDate.from(localDate);
  const first = date.toZonedDateTime(timezone);
  if (!first.toPlainDate().equals(date)) return null;
  const wanted = date.toPlainDateTime(clockTime);
  const earlier = wanted.toZonedDateTime(timezone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wanted)) return earlier.epochMilliseconds;
  return earlier.getTimeZoneTransition('next').epochMilliseconds;
}
