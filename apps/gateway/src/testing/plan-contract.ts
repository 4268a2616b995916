import {
  CommandDto,
  Described,
  Key,
  NoQueryDto,
  Optional,
  Text,
  Whole,
  type CommandContract,
  type QueryContract,
  type Route,
  type StreamContract,
} from '@tidemark/contracts';

/** Larger than every other body. */
export const PLAN_BYTES_MAX = 200_000;
const NOTE_LENGTH_MAX = 190_000;

export class PlanKeyDto extends CommandDto {
  @Key() planId!: string;
}

export class WeekDto extends PlanKeyDto {
  @Whole(1, 520) week!: number;
}

export class NoteDto extends WeekDto {
  @Text(0, NOTE_LENGTH_MAX) note!: string;
}

export class PlanQueryDto {
  @Key() planId!: string;
  @Optional() @Whole(1, 10) depth?: number;
}

export class PlanShown {
  @Described({ type: 'string' }) name!: string;
}

function command(name: string, method: Route['method'], path: string, body: new () => CommandDto): CommandContract {
  const route = { method, path };
  return {
    name,
    summary: name,
    route,
    body,
    answer: PlanShown,
    rejections: ['plan/not-found'],
    decides: '',
    toCommand,
  };
}

const toCommand = () => undefined;

function query(name: string, path: string, asked: new () => object): QueryContract {
  return { name, summary: name, route: { method: 'get', path }, query: asked, answer: PlanShown };
}

/** A stream whose routes have fields in their paths, every method, and sizes and answers of their own. */
export const planContract: StreamContract = {
  category: 'plan',
  revision: null,
  kinds: [],
  kindsOf: () => [],
  commands: [
    { ...command('plan/create', 'post', '/api/plans', CommandDto), status: 201 },
    command('plan/close', 'post', '/api/plans/{planId}/close', PlanKeyDto),
    { ...command('plan/note', 'put', '/api/plans/{planId}/week/{week}', NoteDto), bodyBytesMax: PLAN_BYTES_MAX },
    command('plan/amend', 'patch', '/api/plans/{planId}/week/{week}', NoteDto),
    command('plan/clear', 'delete', '/api/plans/{planId}/week/{week}', WeekDto),
  ],
  queries: [
    { ...query('plan/view', '/api/plans/{planId}', PlanQueryDto), rejections: ['plan/not-found'] },
    query('plan/latest', '/api/plans/latest', NoQueryDto),
  ],
};
