import 'reflect-metadata';

export * from './accounts.contract';
export * from './close-days';
export * from './contract';
export * from './day.contract';
export * from './envelope';
export * from './fields';
export * from './json-schema';
export * from './presence.contract';
export * from './refusal';
export * from './registry';
export * from './stats.contract';
export * from './timer.contract';
export * from './untrusted';
