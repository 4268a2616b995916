import { HOUR, type Basis, type ClockCommand, type DayFrame, type Entry, type Instant } from '@tidemark/domain';
import type { CommandContract, Given, Route, StreamContract } from './contract';
import type { Shape } from './fields';
import {
  AddEntryDto,
  CorrectEntryDto,
  RemoveEntryDto,
  SaveSessionDto,
  SessionQueryDto,
  SessionShown,
  SetThresholdDto,
  type EntrySentDto,
} from './session-shapes';
import { PlainCommandDto, type CommandDto } from './spoken';

/** What deciding about a work clock takes from elsewhere. */
export interface ClockGiven extends Given {
  /** Where the stream stands, as clients are told it: the position of its last event. */
  readonly revision: number;
  /** The local day of the user that holds an instant. */
  readonly dayHolding: (at: Instant) => DayFrame;
}

const PRESSED = ['session/too-many-entries'];
const WOVEN = ['session/entries-overlap', 'session/entry-in-future', 'session/entry-too-old', ...PRESSED];

function command<Dto extends CommandDto>(
  verb: string,
  summary: string,
  route: Route,
  body: new () => Dto,
  decides: ClockCommand['type'],
  rejections: readonly string[],
  toCommand: (dto: Dto, given: ClockGiven) => ClockCommand,
): CommandContract<Dto, ClockCommand, ClockGiven> {
  const all = [...rejections, 'clock/at-out-of-range'];
  return { name: `session/${verb}`, summary, route, body, answer: SessionShown, rejections: all, decides, toCommand };
}

const told = ({ at, receivedAt }: Given) => ({ at, receivedAt });
const today = ({ at, dayHolding }: ClockGiven) => ({ day: dayHolding(at) });

const commands = [
  command(
    'clock-in',
    'Come to work; asking twice is no error.',
    { method: 'post', path: '/api/session/clock-in' },
    PlainCommandDto,
    'ClockIn',
    PRESSED,
    (_, given) => ({ type: 'ClockIn', ...told(given), ...today(given), entryId: given.newId }),
  ),
  command(
    'clock-out',
    'Leave work; asking twice is no error.',
    { method: 'post', path: '/api/session/clock-out' },
    PlainCommandDto,
    'ClockOut',
    [],
    (_, given) => ({ type: 'ClockOut', ...told(given), entryId: given.newId }),
  ),
  command(
    'save',
    'Tell status, entries or theme as a device knows them; a break or a span is added as a pair of entries.',
    { method: 'post', path: '/api/session' },
    SaveSessionDto,
    'SaveSession',
    WOVEN,
    ({ currentStatus, entries, baseRevision }, given) => ({
      type: 'SaveSession',
      ...told(given),
      ...today(given),
      status: currentStatus,
      entries: entries?.map(entryOf),
      basis: basisOf(baseRevision, given.revision),
      entryId: given.newId,
    }),
  ),
  command(
    'clear',
    'Begin the day anew, as if nobody had come; what happened stays in the events.',
    { method: 'delete', path: '/api/session' },
    PlainCommandDto,
    'ClearSession',
    [],
    (_, given) => ({ type: 'ClearSession', ...told(given), ...today(given), entryId: given.newId }),
  ),
  command(
    'add-entry',
    'Add an entry that is missing.',
    { method: 'post', path: '/api/session/entries' },
    AddEntryDto,
    'AddEntry',
    WOVEN,
    ({ id, timestamp, type }, given) => ({
      type: 'AddEntry',
      ...told(given),
      entry: entryOf({ id: id ?? given.newId, timestamp, type }),
    }),
  ),
  command(
    'correct-entry',
    'Correct an entry; it stays between its neighbours.',
    { method: 'patch', path: '/api/session/entries/{id}' },
    CorrectEntryDto,
    'CorrectEntry',
    ['entry/not-found', ...WOVEN],
    ({ id, timestamp, type }, given) => ({
      type: 'CorrectEntry',
      ...told(given),
      entryId: id,
      clockedAt: timestamp,
      entryType: type,
    }),
  ),
  command(
    'remove-entry',
    'Remove an entry, and nothing else; asking twice is no error.',
    { method: 'delete', path: '/api/session/entries/{id}' },
    RemoveEntryDto,
    'RemoveEntry',
    ['entry/not-found'],
    ({ id }, given) => ({ type: 'RemoveEntry', ...told(given), entryId: id }),
  ),
  command(
    'threshold',
    'Say after how long a clock-out counts as forgotten.',
    { method: 'put', path: '/api/session/threshold' },
    SetThresholdDto,
    'SetThreshold',
    [],
    ({ thresholdHours }, given) => ({ type: 'SetThreshold', ...told(given), thresholdMs: thresholdHours * HOUR }),
  ),
];

/** Everything the outside may say to a work clock. */
export const sessionContract: StreamContract<ClockCommand, ClockGiven> = {
  category: 'clock',
  revision: 'clock',
  kinds: ['session'],
  kindsOf: () => ['session'],
  commands,
  queries: [
    {
      name: 'session/view',
      summary: 'The work clock as it stands now, with the entries of a day.',
      route: { method: 'get', path: '/api/session' },
      query: SessionQueryDto as Shape,
      answer: SessionShown,
    },
  ],
};

function entryOf({ id, timestamp, type }: Omit<EntrySentDto, 'time'>): Entry {
  return { id, type, clockedAt: timestamp };
}

function basisOf(baseRevision: number | undefined, revision: number): Basis {
  if (baseRevision === undefined) return 'unknown';
  return baseRevision === revision ? 'current' : 'stale';
}
