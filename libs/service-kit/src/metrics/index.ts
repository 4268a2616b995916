export * from './asked-gauge';
export * from './log-standing';
export * from './metrics';
