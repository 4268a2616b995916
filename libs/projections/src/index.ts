export { CHECKPOINTS_KEPT_FOR_MS, checkpointProjection } from './checkpoint.projection';
export { checkpointRow, type CheckpointRow } from './checkpoint-row';
export { BookShelf, type Opening } from './books/book-shelf';
export { Books, type BookedSheet, type DayLedger } from './books/books';
export { bookProjection } from './books/books.projection';
export { enterParcels, type Parcel, type Versions } from './books/entering';
export { streamsOf, toldEvent, type ToldEvent, type WireEvent } from './books/told-event';
