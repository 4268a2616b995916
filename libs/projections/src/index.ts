export { checkpointProjection } from './checkpoint.projection';
export { checkpointRow, type CheckpointRow } from './checkpoint-row';
