/** Where a command goes over HTTP; names in braces are fields that stand in the path. */
export const routes = {
  'timer/start': 'POST /api/timer/start',
  'timer/pause': 'POST /api/timer/pause',
  'timer/resume': 'POST /api/timer/resume',
  'timer/skip': 'POST /api/timer/skip',
  'timer/stop': 'POST /api/timer/stop',
  'timer/extend': 'POST /api/timer/extend',
  'timer/task': 'POST /api/timer/task',
  'timer/trim': 'POST /api/timer/trim',
  'session/clock-in': 'POST /api/session/clock-in',
  'session/clock-out': 'POST /api/session/clock-out',
  'session/save': 'POST /api/session',
  'session/clear': 'DELETE /api/session',
  'session/add-entry': 'POST /api/session/entries',
  'session/correct-entry': 'PATCH /api/session/entries/{id}',
  'session/remove-entry': 'DELETE /api/session/entries/{id}',
  'session/threshold': 'PUT /api/session/threshold',
  'configuration/set': 'PUT /api/configuration',
  'configuration/timezone': 'PUT /api/configuration/timezone',
  'configuration/reset-time': 'PUT /api/configuration/reset-time',
  'session-count/set': 'PUT /api/session-count',
  'session-count/reset': 'POST /api/session-count/reset',
  'progress/complete': 'POST /api/progress/{programId}/complete',
  'progress/intensity': 'POST /api/progress/{programId}/intensity',
  'progress/schedule': 'POST /api/progress/{programId}/schedule',
  'progress/exercises': 'POST /api/progress/{programId}/exercises',
  'progress/bulk-sync': 'POST /api/progress/{programId}/bulk-sync',
  'draft/create': 'POST /api/drafts',
  'draft/save': 'PUT /api/drafts/{id}',
  'draft/patch': 'PATCH /api/drafts/{id}',
  'draft/promote': 'POST /api/drafts/{id}/promote',
  'draft/close': 'POST /api/drafts/{id}/close',
  'draft/discard': 'POST /api/drafts/{id}/discard',
  'draft/recover': 'POST /api/drafts/{id}/recover',
  'draft/restore-version': 'POST /api/drafts/{id}/versions/{n}/restore',
} as const;

/** Everything that can be wished. */
export type CommandName = keyof typeof routes;

/** A command as HTTP carries it. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body: object | undefined;
}

/** What belongs into the path goes there, and the rest into the body; without a body, into the query. */
export function requestOf(name: CommandName, fields: object): Request {
  const [method = '', pattern = ''] = routes[name].split(' ');
  const rest: Record<string, unknown> = { ...fields };
  const path = pattern.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = rest[field];
    delete rest[field];
    return encodeURIComponent(String(value));
  });
  if (method !== 'DELETE') return { method, path, body: rest };
  const query = new URLSearchParams(Object.entries(rest).map(([field, value]) => [field, String(value)]));
  return { method, path: query.size > 0 ? `${path}?${query}` : path, body: undefined };
}
