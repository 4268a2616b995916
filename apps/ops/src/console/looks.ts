import type * as dto from '@tidemark/contracts';
import { fromIso } from '@tidemark/domain';
import type { Access } from '../access/access';
import { operationJson, operations } from '../audit/audit.query';
import { deadLetters, letterJson } from '../dead-letters/letters.query';
import { readersAndListeners } from '../projections/readers.query';
import { bucketJson, comingResets } from '../schedule/resets.query';
import { scheduleJson, scheduleOf } from '../schedule/schedule.query';
import { stateOf } from '../streams/state.query';
import { findStreams, streamJson } from '../streams/streams.query';
import { explainedJson, whyOf } from '../streams/why.query';
import type { Overview } from './overview';
import { remembered } from './remembered';
import { dayReplayed, storyPart } from './stories';
import type { Verifications } from './verifications';

const LIMIT_USUAL = 50;
const SCHEDULE_FRESH_FOR_MS = 2_000;

export interface LookParts {
  readonly access: Access;
  readonly overview: Overview;
  readonly verifications: Verifications;
}

/** Answers one question whose data were checked; `asked` is the envelope, for whoever has to ask further. */
type Answer = (data: object, asked: object) => Promise<object>;

/** Every question of the contract, by its name. */
export function answersOf({ access, overview, verifications }: LookParts): Readonly<Record<string, Answer>> {
  const on = <Data extends object>(answer: (data: Data, asked: object) => Promise<object>) => answer as Answer;
  // It counts everybody's next reset.
  const schedule = remembered(SCHEDULE_FRESH_FOR_MS, () => scheduleOf(access));
  return {
    'ops/overview': () => overview.look(),
    'ops/streams': on(async ({ since, until, limit = LIMIT_USUAL, ...wanted }: dto.FindStreamsDto) => {
      const found = await findStreams(access, { ...wanted, since: instantOf(since), until: instantOf(until), limit });
      return { items: found.map(streamJson) };
    }),
    'ops/story': on((part: dto.StoryDto) => storyPart(access, part)),
    'ops/state': on(({ streamId, version, at }: dto.StreamStateDto) => {
      return stateOf(access, streamId, { version, at: instantOf(at) });
    }),
    'ops/day': on((wanted: dto.ReplayDayDto, asked) => dayReplayed(access, wanted, asked)),
    'ops/why': on(async ({ event }: dto.WhyDto) => explainedJson(await whyOf(access, event))),
    'ops/projections': () => readersAndListeners(access),
    'ops/resets': on(async ({ zone, limit = LIMIT_USUAL }: dto.ComingResetsDto) => {
      return { items: (await comingResets(access, { zone, limit })).map(bucketJson) };
    }),
    'ops/jobs': async () => scheduleJson(await schedule()),
    'ops/dead-letters': on(async ({ limit = LIMIT_USUAL }: dto.OpsListDto) => {
      return { items: (await deadLetters(access, limit)).map(letterJson) };
    }),
    'ops/verifications': async () => ({ items: verifications.list() }),
    'ops/audit': on(async ({ limit = LIMIT_USUAL }: dto.OpsListDto) => {
      return { items: (await operations(access, { limit })).map(operationJson) };
    }),
  };
}

function instantOf(text: string | undefined) {
  return text === undefined ? undefined : fromIso(text);
}
