export { CHECKPOINTS_KEPT_FOR_MS, checkpointProjection } from './checkpoint.projection';
export { checkpointRow, type CheckpointRow } from './checkpoint-row';
