export * from './background';
export * from './command-hash';
export * from './event-export';
export * from './event-log.module';
export * from './outgoing-fact';
export * from './relay';
export * from './served-stream';
export * from './stream-commands';
