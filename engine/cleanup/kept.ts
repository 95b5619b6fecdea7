/** Something that a registry keeps. */
export interface Kept {
  kind: "tag" | "manifest" | "blob" | "upload";
  repository: string;
  /** Tag or digest; of an upload session its Location, secrets masked. */
  reference: string;
  /** Of a tag: the manifest it names. */
  digest?: string;
  /** It may be there or not: a request was sent that makes or ends it, and no answer has told. */
  doubtful?: boolean;
}

/** What a request did, or may have done: that is noted before it is sent, so that a run can be killed at any moment. */
export interface Change extends Omit<Kept, "doubtful"> {
  happened: "made" | "gone" | "doubtful";
}

/** What is left when these changes have happened one after the other. */
export function keptAfter(changes: readonly Change[]): Kept[] {
  const left = new Map<string, Kept>();
  for (const change of changes) enter(left, change);
  return [...left.values()];
}

/** Takes a change over into what is there, by `keyOf`. */
export function enter(all: Map<string, Kept>, { happened, ...kept }: Change): void {
  if (happened === "gone") all.delete(keyOf(kept));
  else all.set(keyOf(kept), happened === "doubtful" ? { ...kept, doubtful: true } : kept);
}

/** That it has been taken away. */
export function goneNow({ kind, repository, reference }: Pick<Kept, "kind" | "repository" | "reference">): Change {
  return { happened: "gone", kind, repository, reference };
}

export function keyOf({ kind, repository, reference }: Pick<Kept, "kind" | "repository" | "reference">): string {
  return `${kind} ${repository} ${reference}`;
}
