import { Optional, Whole } from './fields';

/** How far a client has seen, per kind. */
export class RevisionsDto {
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) timer?: number;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) clock?: number;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) day?: number;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) progress?: number;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) drafts?: number;
}
