import { useNow, useTidemark } from '@tidemark/client/react';
import { dayAt } from '@tidemark/domain';
import { useDayRule } from '../../components/ribbon/shown-day.hook';
import { dateWords } from '../../words/local-date';
import { hoursOfDay } from '../../words/wall-clock';
import { whereWeAre } from '../../words/words';

/** `It’s 14:32 in Berlin. Your day runs 00:00–24:00.` [W2] */
export function WhereWeAre() {
  const client = useTidemark();
  const rule = useDayRule();
  useNow();
  const now = client.now();
  const day = dayAt(now, rule);
  return (
    <header className="where-we-are">
      <h2>{dateWords(day.localDate, 'short')}</h2>
      <p className="quiet number">
        {whereWeAre(now, rule.timezone)} Your day runs {hoursOfDay(day, rule)}.
      </p>
    </header>
  );
}
