import { useKind, useNow, useTidemark } from '@tidemark/client/react';
import { dayAt, MINUTE, toIso, type DayRule } from '@tidemark/domain';
import { useState } from 'react';
import { timeOfDay } from '../../../words/words';
import { ruleShown, zoneHere } from '../../../words/zones';
import { ResetDial } from './reset-dial';
import { minutesOf } from './reset-time';
import { changeWords, dayWords } from './reset-words';
import { changeOfRule, type CountShown, type RuleShown } from './rule-change';
import type { Settings } from '../settings.hook';
import { TimeField } from './time-field';
import { UpcomingResets } from './upcoming-resets';
import { ZoneField } from './zone-field';
import './day-section.css';

/** Where a day ends. It can end the day at hand, so that it is looked at first and saved by a press. */
export function DaySection({ settings }: { readonly settings: Settings }) {
  const { shown, refusals, change } = settings;
  const client = useTidemark();
  useNow(MINUTE);
  const now = client.now();
  const [proposal, propose] = useState<DayRule | null>(null);
  const count = useKind('sessionCount').value ?? nobodyToday(ruleShown(shown), now);
  const saved: DayRule = { timezone: shown.timezone, dailyResetTime: shown.dailyResetTime };
  const rule = proposal ?? saved;
  const isNews = JSON.stringify(rule) !== JSON.stringify(saved);
  const decided = changeOfRule(ruleShown(saved), count, ruleShown(rule), now);
  const here = zoneHere();

  const save = () => {
    void change(rule, dayWords(rule).replace('.', ` in ${rule.timezone.replaceAll('_', ' ')}.`));
    propose(null);
  };

  return (
    <section className="card" aria-labelledby="day-settings">
      <header>
        <h3 id="day-settings">Your day</h3>
        <p className="quiet">{dayWords(saved)}</p>
      </header>
      <div className="day-settings">
        <ResetDial
          time={rule.dailyResetTime}
          nowMinutes={minutesOf(timeOfDay(now, rule.timezone))}
          turn={(dailyResetTime) => propose({ ...rule, dailyResetTime })}
        />
        <div className="day-fields">
          <ZoneField
            zone={rule.timezone}
            trouble={refusals['timezone']?.message ?? null}
            choose={(timezone) => propose({ ...rule, timezone })}
          />
          {here !== rule.timezone && (
            <button type="button" className="plain small" onClick={() => propose({ ...rule, timezone: here })}>
              This device is in {here.split('/').at(-1)?.replaceAll('_', ' ')}
            </button>
          )}
          <TimeField
            time={rule.dailyResetTime}
            trouble={refusals['dailyResetTime']?.message ?? null}
            choose={(dailyResetTime) => propose({ ...rule, dailyResetTime })}
          />
          <div className="proposal" role="status" data-shown={isNews}>
            {isNews && (
              <>
                <p>{changeWords(decided, ruleShown(rule))}</p>
                <div className="row">
                  <button type="button" className="primary" onClick={save}>
                    {decided.ends === null ? 'Save' : 'End the day and save'}
                  </button>
                  <button type="button" onClick={() => propose(null)}>
                    Keep it as it is
                  </button>
                </div>
              </>
            )}
          </div>
        </div>
      </div>
      <UpcomingResets rule={ruleShown(rule)} decided={decided.upcoming} isProposal={isNews} now={now} />
    </section>
  );
}

function nobodyToday(rule: RuleShown, now: number): CountShown {
  const { localDate, endsAt } = dayAt(now, rule);
  return { count: 0, localDate, nextResetAt: toIso(endsAt), revision: 0 };
}
