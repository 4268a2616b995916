import { checked, Key } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';

/** The one service that sees to it that a person is erased everywhere. */
const ACCOUNT_DESK = 'gateway';

/** Where a service is asked to erase all that it keeps of a person; it is named by its schema. May be repeated. */
export const eraseTask = (schema: string) => taskSubject(`erase-user-${schema}`);

/** Whom to erase, and what makes the new names of their ids: the same in every service and after a crash. */
export class EraseUserDto {
  @Key() userId!: string;
  @Key() salt!: string;
}

/** What is asked, of whoever may ask it. */
export function eraseAsked(wish: object, caller: string): EraseUserDto {
  if (caller !== ACCOUNT_DESK) throw new Rejection('auth/forbidden', `${caller} may not do this.`);
  return checked(EraseUserDto, wish);
}
