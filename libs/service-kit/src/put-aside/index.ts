export * from './fact-letter-box';
export * from './letter-box';
export * from './projection-letter-box';
