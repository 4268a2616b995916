import type { AccountEvents } from './account-words';
import { bare, type Erasing } from './erasing';

/** The tombstone stays as it is. */
export const accountErasing: Erasing<AccountEvents> = { PersonErased: bare };
