/** On whose behalf something is asked, from which device, and under which id it is found in the logs. */
export interface Caller {
  readonly userId: string;
  readonly deviceId: string | undefined;
  readonly correlationId: string;
}
