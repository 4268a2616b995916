import { Key, Moment, Optional } from './fields';

/** What every command may carry beside its own fields. */
export class CommandDto {
  @Optional()
  @Key('Made by the client; repeating it has no second effect and returns the first answer.')
  commandId?: string;

  @Optional()
  @Moment('When it really happened, for offline work.')
  at?: string;
}

/** A command without anything of its own. */
export class PlainCommandDto extends CommandDto {}

/** A question without parameters. */
export class NoQueryDto {}
