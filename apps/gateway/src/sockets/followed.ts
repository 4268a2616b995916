import { registry, type RevisionsDto } from '@tidemark/contracts';

type RevisionName = keyof RevisionsDto;

/** Everything that clients tell they have seen. */
export const followedNames: readonly RevisionName[] = registry.flatMap(({ revision }) => revision ?? []);

/** Under which name clients tell how far they have seen each kind; several kinds of one stream share it. */
const revisionOfKind: readonly (readonly [kind: string, name: RevisionName])[] = registry.flatMap(
  ({ kinds, revision }) => (revision === null ? [] : kinds.map((kind) => [kind, revision] as const)),
);

/** The same for each kind of its own, since a device may have heard of one and not yet of the other. */
export function revisionsByKind(revisions: RevisionsDto): Map<string, number> {
  return new Map(
    revisionOfKind.flatMap(([kind, name]) => {
      const revision = revisions[name];
      return revision === undefined ? [] : [[kind, revision]];
    }),
  );
}

/** How far a device has seen a kind. */
export interface Seeing {
  revisionOf(kind: string): number | undefined;
}

/** How far all of these devices have seen every kind. */
export function commonRevisions(devices: Iterable<Seeing>): RevisionsDto {
  const common: RevisionsDto = {};
  for (const device of devices) {
    for (const [kind, name] of revisionOfKind) {
      const revision = device.revisionOf(kind) ?? 0;
      common[name] = Math.min(common[name] ?? revision, revision);
    }
  }
  return common;
}
