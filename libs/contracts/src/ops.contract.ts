import type { CommandContract, QueryContract, Route } from './contract';
import { NoQueryDto } from './spoken';
import * as shapes from './ops-shapes';

/** Who may look at everything, and change nothing. */
export const OPS_ROLE = 'ops';
/** Who may look at everything, and change things with a reason. */
export const OPS_ADMIN_ROLE = 'ops-admin';

/** What operators do: most look, some may change. */
export type OpsRight = 'look' | 'change';

/** Whether somebody with these roles has this right. */
export function mayOperate(roles: readonly string[], right: OpsRight): boolean {
  return roles.includes(OPS_ADMIN_ROLE) || (right === 'look' && roles.includes(OPS_ROLE));
}

/** Something that operators ask. */
export type OpsLook = QueryContract;

/** Something that operators do. */
export interface OpsDeed extends Pick<
  CommandContract,
  'name' | 'summary' | 'route' | 'body' | 'answer' | 'rejections'
> {
  readonly right: OpsRight;
}

const looks: readonly OpsLook[] = [
  {
    name: 'ops/overview',
    summary: 'The whole system in one picture.',
    route: get('overview'),
    query: NoQueryDto,
    answer: shapes.OverviewShown,
  },
  {
    name: 'ops/streams',
    summary: 'Streams, the one that was written to last first.',
    route: get('streams'),
    query: shapes.FindStreamsDto,
    answer: shapes.OpsListShown,
  },
  {
    name: 'ops/story',
    summary: 'A stream, event by event, with what each changed.',
    route: get('streams/{streamId}'),
    query: shapes.StoryDto,
    answer: shapes.StoryShown,
    rejections: ['stream/not-found'],
  },
  {
    name: 'ops/state',
    summary: 'The state of a stream at any version or instant.',
    route: get('streams/{streamId}/state'),
    query: shapes.StreamStateDto,
    answer: shapes.StreamStateShown,
    rejections: ['stream/not-found', 'version/not-found'],
  },
  {
    name: 'ops/day',
    summary: 'A whole local day of a user, over all streams.',
    route: get('days/{userId}/{date}'),
    query: shapes.ReplayDayDto,
    answer: shapes.ReplayedDayShown,
    rejections: ['user/not-found', 'day/not-found'],
  },
  {
    name: 'ops/why',
    summary: 'Why an event happened, and what came of it.',
    route: get('why'),
    query: shapes.WhyDto,
    answer: shapes.WhyShown,
    rejections: ['event/not-found'],
  },
  {
    name: 'ops/projections',
    summary: 'How far those have come who read the logs, or listen on the bus.',
    route: get('projections'),
    query: NoQueryDto,
    answer: shapes.ProjectionsShown,
  },
  {
    name: 'ops/resets',
    summary: 'Daily resets to come, by zone and reset time.',
    route: get('resets'),
    query: shapes.ComingResetsDto,
    answer: shapes.OpsListShown,
  },
  {
    name: 'ops/jobs',
    summary: 'Queues and jobs, and why some failed.',
    route: get('jobs'),
    query: NoQueryDto,
    answer: shapes.JobsShown,
  },
  {
    name: 'ops/dead-letters',
    summary: 'What could not be applied and was put aside.',
    route: get('dead-letters'),
    query: shapes.OpsListDto,
    answer: shapes.OpsListShown,
  },
  {
    name: 'ops/verifications',
    summary: 'Proofs under way and over, the latest first.',
    route: get('verifications'),
    query: NoQueryDto,
    answer: shapes.VerificationsShown,
  },
  {
    name: 'ops/audit',
    summary: 'What operators changed and why, the latest first.',
    route: get('audit'),
    query: shapes.OpsListDto,
    answer: shapes.OpsListShown,
  },
];

const deeds: readonly OpsDeed[] = [
  {
    name: 'ops/verify',
    summary: 'Begin a proof; it only reads.',
    route: post('verifications'),
    body: shapes.VerifyDeedDto,
    answer: shapes.VerificationShown,
    rejections: ['verification/already-running'],
    right: 'look',
  },
  {
    name: 'ops/run-resets',
    summary: 'Close the days of a zone and reset time that are overdue.',
    route: post('resets/run'),
    body: shapes.RunResetsDeedDto,
    answer: shapes.OpsDoneShown,
    rejections: [],
    right: 'change',
  },
  {
    name: 'ops/retry-job',
    summary: 'Try a job again that failed.',
    route: post('jobs/retry'),
    body: shapes.RetryJobDeedDto,
    answer: shapes.OpsDoneShown,
    rejections: ['job/not-found'],
    right: 'change',
  },
  {
    name: 'ops/retry-letter',
    summary: 'Apply a dead letter after all; where that fails, it stays.',
    route: post('dead-letters/retry'),
    body: shapes.SettleLetterDeedDto,
    answer: shapes.OpsDoneShown,
    rejections: ['dead-letter/not-found', 'dead-letter/still-dead'],
    right: 'change',
  },
  {
    name: 'ops/skip-letter',
    summary: 'Drop a dead letter: nobody will ever apply it.',
    route: post('dead-letters/skip'),
    body: shapes.SettleLetterDeedDto,
    answer: shapes.OpsDoneShown,
    rejections: ['dead-letter/not-found'],
    right: 'change',
  },
];

/** Everything that operators may say; the operations service answers it, and no socket hears of it. */
export const opsContract = { category: 'ops', looks, deeds } as const;

function get(path: string): Route {
  return { method: 'get', path: `/api/ops/${path}` };
}

function post(path: string): Route {
  return { method: 'post', path: `/api/ops/${path}` };
}
