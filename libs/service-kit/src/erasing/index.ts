export * from './erase-task';
export { renaming, saysNothing } from './renaming';
export { eraseStreams, type ErasedLog } from './stream-erasure';
export { BECOME_ERASER } from './sql';
