export * from './fresh-database';
export * from './nats-server';
export * from './postgres-server';
export * from './redis-server';
export * from './server';
export * from './test-infra';
export * from './until';
