export * from './in-span';
export * from './trace-carrier';
export * from './trace-start';
export * from './tracing';
