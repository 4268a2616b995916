/** What the echo peers are told on their command line. */
export interface PeerSettings {
  readonly part: 'gateway' | 'responder';
  readonly natsUrl: string;
  readonly port: number;
}

export const ECHO_SUBJECT = 'bench.echo';

/** As many bytes as the view of a timer, so that the way back costs the same. */
export const ECHO_VIEW = {
  status: 'running',
  sessionId: '4fa1b9a4-51d5-4b9c-bd6e-0f2ed8d0b7aa',
  sessionType: 'work',
  presetType: 'short',
  roundNumber: 1,
  durationSeconds: 1_500,
  remainingSeconds: 1_500,
  isPaused: false,
  startedAt: '2026-11-21T09:00:00.000Z',
  endsAt: '2026-11-21T09:25:00.000Z',
  task: null,
  unattended: [],
  lastSession: {
    sessionId: '4fa1b9a4-51d5-4b9c-bd6e-0f2ed8d0b7aa',
    ended: 'replaced',
    endedAt: '2026-11-21T09:00:00Z',
  },
  serverTime: '2026-11-21T09:00:00.000Z',
  version: 2,
  revision: 4_711,
};
