export * from './append';
export * from './fact-sink';
export * from './head';
export * from './projection';
export * from './recorded-event';
export * from './stream-type';
