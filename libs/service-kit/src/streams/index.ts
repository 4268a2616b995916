export * from './background';
export * from './command-hash';
export * from './event-log.module';
export * from './served-stream';
export * from './stream-commands';
