import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { dateWords } from '../../../words/local-date';
import type { Bar as DayBar } from './chart-bars';
import type { RangeKind } from '../stats-range';
import { hoursAndMinutes, sessionsInWords } from '../stats-words';
import './chart.css';

interface DayChartProps {
  readonly kind: RangeKind;
  readonly bars: readonly DayBar[];
  readonly chosen: string;
  readonly choose: (date: string) => void;
}

const HEIGHT = 260;
const AXIS_WIDTH = 44;
const BAR_WIDTH_MAX = 44;
const tick = { fill: 'var(--quiet)', fontSize: 12 };

/** The range as bars. The table below says the same to whoever does not see it, so that it is a picture and no more. */
export function DayChart({ kind, bars, chosen, choose }: DayChartProps) {
  return (
    <div className="day-chart" aria-hidden="true" style={{ height: HEIGHT }}>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <BarChart
          data={[...bars]}
          accessibilityLayer={false}
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
          onClick={({ activeLabel }) => choose(String(activeLabel))}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="date"
            tickFormatter={(date: string) => nameOf(bars, date)}
            tick={tick}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            interval={kind === 'week' ? 0 : 'equidistantPreserveStart'}
            minTickGap={kind === 'year' ? 24 : 6}
          />
          <YAxis
            width={AXIS_WIDTH}
            tickFormatter={(hours: number) => `${hours} h`}
            tick={tick}
            tickLine={false}
            axisLine={false}
            allowDecimals={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--wash)' }}
            content={({ payload, active }) => (active ? <BarWords bar={barIn(payload)} kind={kind} /> : null)}
          />
          <Bar
            dataKey="workHours"
            stackId="day"
            fill="var(--work)"
            maxBarSize={BAR_WIDTH_MAX}
            isAnimationActive={false}
            shape={(part: unknown) => <BarShape {...(part as BarPart)} chosen={chosen} />}
          />
          <Bar
            dataKey="breakHours"
            stackId="day"
            fill="var(--break)"
            maxBarSize={BAR_WIDTH_MAX}
            isAnimationActive={false}
            shape={(part: unknown) => <BarShape {...(part as BarPart)} chosen={chosen} />}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

interface BarPart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly payload: DayBar;
}

/** A day that goes on is drawn open, so that nobody takes it for a bad one. */
function BarShape({ x, y, width, height, fill, payload, chosen }: BarPart & { readonly chosen: string }) {
  if (height <= 0) return null;
  return (
    <rect
      {...{ x, y, width, height, fill }}
      className="day-bar"
      rx={Math.min(3, width / 4)}
      stroke={fill}
      data-open={payload.isOpen}
      data-chosen={payload.date === chosen}
    />
  );
}

function BarWords({ bar, kind }: { readonly bar: DayBar | null; readonly kind: RangeKind }) {
  if (bar === null) return null;
  return (
    <div className="day-chart-words">
      <strong>
        {kind === 'year' ? `Week from ${dateWords(bar.date, 'dayAndMonth')}` : dateWords(bar.date, 'short')}
      </strong>
      <span>{hoursAndMinutes(Math.round(bar.workHours * 3_600))} focus</span>
      <span>{hoursAndMinutes(Math.round(bar.breakHours * 3_600))} break</span>
      <span>{sessionsInWords(bar.sessions)}</span>
      {bar.isOpen && <span>Not over yet</span>}
    </div>
  );
}

function barIn(payload: unknown): DayBar | null {
  const [first] = (payload ?? []) as readonly { readonly payload?: DayBar }[];
  return first?.payload ?? null;
}

function nameOf(bars: readonly DayBar[], date: string): string {
  return bars.find((bar) => bar.date === date)?.name ?? '';
}
