import 'reflect-metadata';

export * from './contract';
export * from './envelope';
export * from './fields';
export * from './json-schema';
export * from './registry';
export * from './timer.contract';
export * from './untrusted';
