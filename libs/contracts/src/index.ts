import 'reflect-metadata';

export * from './accounts.contract';
export * from './close-days';
export * from './contract';
export * from './day.contract';
export * from './envelope';
export * from './fields';
export * from './json-schema';
export * from './list-fields';
export * from './presence.contract';
export * from './progress.contract';
export * from './progress-shapes';
export * from './refusal';
export * from './registry';
export * from './stats.contract';
export * from './timer.contract';
export * from './untrusted';
