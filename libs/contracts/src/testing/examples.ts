/** Bodies by the names of commands: some that are taken, and some that are refused. */
export type Examples = Readonly<Record<string, { readonly good: readonly object[]; readonly bad: readonly object[] }>>;
