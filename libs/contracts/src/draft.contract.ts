import type { Device, DraftCommand, DraftVersion } from '@tidemark/domain';
import type { CommandContract, Given, QueryContract, Route, StreamContract } from './contract';
import {
  CreateDraftDto,
  DRAFT_BODY_BYTES_MAX,
  DraftDifferenceQueryDto,
  DraftDifferenceShown,
  DraftDto,
  DraftOfferShown,
  DraftQueryDto,
  DraftShown,
  DraftsQueryDto,
  DraftsShown,
  DraftVersionsQueryDto,
  DraftVersionsShown,
  PatchDraftDto,
  ProfileQueryDto,
  PromoteDraftDto,
  RestoreVersionDto,
  SaveDraftDto,
} from './draft-shapes';
import type { Shape } from './fields';
import type { CommandDto } from './spoken';

/** What is looked up for a command about a draft; whatever it has no use for is null. */
export interface DraftGiven extends Given {
  readonly userId: string;
  /** The draft that is spoken of, or that will be made. */
  readonly draftId: string;
  /** What the draft held at the `baseRevision`, where one is named. */
  readonly base: DraftVersion | null;
  /** Version `n`, where one is named and there is one. */
  readonly restored: DraftVersion | null;
  /** The active session of the profile that is another draft. */
  readonly activeElsewhere: { readonly id: string; readonly title: string } | null;
}

const NOT_FOUND = 'draft/not-found';
const VERSION_NOT_FOUND = 'draft-version/not-found';
const OUT_OF_RANGE = 'draft/at-out-of-range';
const NOT_EDITABLE = 'draft/not-editable';
const TOO_LARGE = 'draft/too-large';

/** Who speaks, and when it happened. */
const told = ({ at, receivedAt, userId, deviceId }: DraftGiven, deviceInfo?: unknown) => {
  const deviceInfoJson = deviceInfo === undefined || deviceInfo === null ? null : JSON.stringify(deviceInfo);
  const device: Device = { deviceId, deviceInfoJson };
  return { at, receivedAt, userId, device };
};

function command<Dto extends CommandDto>(
  name: string,
  summary: string,
  route: Route,
  body: new () => Dto,
  rejections: readonly string[],
  decides: DraftCommand['type'],
  toCommand: (dto: Dto, given: DraftGiven) => DraftCommand,
): CommandContract<Dto, DraftCommand, DraftGiven> {
  const refusals = [...rejections, OUT_OF_RANGE];
  return { name: `draft/${name}`, summary, route, body, answer: DraftShown, rejections: refusals, decides, toCommand };
}

/** A body in which a whole form may stand. */
const large = { bodyBytesMax: DRAFT_BODY_BYTES_MAX };

const commands: StreamContract<DraftCommand, DraftGiven>['commands'] = [
  {
    ...command(
      'create',
      'Begin a draft.',
      { method: 'post', path: '/api/drafts' },
      CreateDraftDto,
      [TOO_LARGE],
      'CreateDraft',
      ({ profileId, subjectId = null, title = '', data, deviceInfo }, given) => ({
        type: 'CreateDraft',
        ...told(given, deviceInfo),
        draftId: given.draftId,
        profileId,
        subjectId,
        title,
        dataJson: JSON.stringify(data),
      }),
    ),
    ...large,
    status: 201,
  },
  {
    ...command(
      'save',
      'Save the whole form; fields that others changed since its base are merged.',
      { method: 'put', path: '/api/drafts/{id}' },
      SaveDraftDto,
      [NOT_FOUND, NOT_EDITABLE, TOO_LARGE],
      'SaveDraft',
      ({ title, data, deviceInfo }, given) => ({
        type: 'SaveDraft',
        ...told(given, deviceInfo),
        title,
        dataJson: JSON.stringify(data),
        base: given.base,
      }),
    ),
    ...large,
  },
  {
    ...command(
      'patch',
      'Save some fields of the form, as a JSON merge patch.',
      { method: 'patch', path: '/api/drafts/{id}' },
      PatchDraftDto,
      [NOT_FOUND, NOT_EDITABLE, TOO_LARGE],
      'PatchDraft',
      ({ title, data, deviceInfo }, given) => ({
        type: 'PatchDraft',
        ...told(given, deviceInfo),
        title,
        patchJson: JSON.stringify(data),
        base: given.base,
      }),
    ),
    ...large,
  },
  {
    ...command(
      'promote',
      'Make the draft the active session of its profile, together with its last save.',
      { method: 'post', path: '/api/drafts/{id}/promote' },
      PromoteDraftDto,
      [NOT_FOUND, NOT_EDITABLE, TOO_LARGE, 'draft/another-active'],
      'PromoteDraft',
      ({ data, deviceInfo }, given) => ({
        type: 'PromoteDraft',
        ...told(given, deviceInfo),
        lastSave: data === undefined ? null : { dataJson: JSON.stringify(data), base: given.base },
        activeElsewhere: given.activeElsewhere,
      }),
    ),
    ...large,
  },
  command(
    'close',
    'End the active session.',
    { method: 'post', path: '/api/drafts/{id}/close' },
    DraftDto,
    [NOT_FOUND, NOT_EDITABLE, 'draft/not-active'],
    'CloseDraft',
    (_, given) => ({ type: 'CloseDraft', ...told(given) }),
  ),
  command(
    'discard',
    'Throw the draft away; its history remains.',
    { method: 'post', path: '/api/drafts/{id}/discard' },
    DraftDto,
    [NOT_FOUND, NOT_EDITABLE],
    'DiscardDraft',
    (_, given) => ({ type: 'DiscardDraft', ...told(given) }),
  ),
  command(
    'recover',
    'Bring back a draft that expired within the last 30 days.',
    { method: 'post', path: '/api/drafts/{id}/recover' },
    DraftDto,
    [NOT_FOUND, 'draft/not-recoverable'],
    'RecoverDraft',
    (_, given) => ({ type: 'RecoverDraft', ...told(given) }),
  ),
  command(
    'restore-version',
    'Bring back an earlier version, or some of its fields, as a version of its own.',
    { method: 'post', path: '/api/drafts/{id}/versions/{n}/restore' },
    RestoreVersionDto,
    [NOT_FOUND, NOT_EDITABLE, TOO_LARGE, VERSION_NOT_FOUND, 'draft-field/not-found'],
    'RestoreVersion',
    ({ paths = null }, given) => ({ type: 'RestoreVersion', ...told(given), from: given.restored, paths }),
  ),
];

const queries: QueryContract[] = [
  query('list', 'Drafts, most recent first.', '/api/drafts', DraftsQueryDto, DraftsShown),
  {
    ...query('latest', 'The draft that was saved last.', '/api/drafts/latest', ProfileQueryDto, DraftShown),
    rejections: [NOT_FOUND],
  },
  query('offer', 'What to go on with after a load.', '/api/drafts/restore', ProfileQueryDto, DraftOfferShown),
  { ...query('get', 'One draft.', '/api/drafts/{id}', DraftQueryDto, DraftShown), rejections: [NOT_FOUND] },
  {
    ...query('versions', 'Its versions.', '/api/drafts/{id}/versions', DraftVersionsQueryDto, DraftVersionsShown),
    rejections: [NOT_FOUND],
  },
  {
    ...query(
      'diff',
      'What differs between two versions, as a JSON Patch with readable paths.',
      '/api/drafts/{id}/diff',
      DraftDifferenceQueryDto,
      DraftDifferenceShown,
    ),
    rejections: [NOT_FOUND, VERSION_NOT_FOUND],
  },
];

/** Everything the outside may say about drafts. */
export const draftContract: StreamContract<DraftCommand, DraftGiven> = {
  category: 'draft',
  revision: 'drafts',
  kinds: ['draft'],
  kindsOf: () => ['draft'],
  commands,
  queries,
};

function query(name: string, summary: string, path: string, asked: Shape, answer: Shape): QueryContract {
  return { name: `draft/${name}`, summary, route: { method: 'get', path }, query: asked, answer };
}
