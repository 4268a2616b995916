export { ReplaySelection } from './replay-selection';
export * from './replaying';
export * from './replay-tasks';
export type { ReplayLane } from './replay-rows';
