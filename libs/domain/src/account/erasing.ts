/** How an id that a device chose is written once its owner is erased: the same id always the same way. */
export type Renamed = (id: string) => string;

/**
 * What is left of each event of a stream once its owner is erased: enough to fold as before, and nothing that a person
 * or a device of theirs wrote. An event that nobody has decided about does not compile.
 */
export type Erasing<Events> = {
  readonly [Type in keyof Events]: (data: Events[Type], renamed: Renamed) => Events[Type];
};

/** Of an event in which there is nothing personal. */
export const bare = <Data>(data: Data): Data => data;
