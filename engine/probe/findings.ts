/** What a probe looks for, by the words that `--require` takes, and what each is to people. */
export const abilities = {
  push: "takes uploads",
  "resumable-uploads": "tells how far an upload is",
  "chunk-minimum": "sets a minimum for chunks",
  mount: "mounts blobs",
  sha512: "takes content by its sha512 digest",
  artifacts: "takes manifests with an artifact type",
  subject: "takes manifests with a subject",
  referrers: "lists referrers",
  "blob-deletion": "deletes blobs",
  "manifest-deletion": "deletes manifests",
  "tag-deletion": "deletes tags",
  extensions: "lists its extensions",
} as const;

export type Ability = keyof typeof abilities;

export const abilityNames = Object.keys(abilities) as Ability[];

export interface Finding {
  /** Null where ten requests did not tell. */
  supported: boolean | null;
  /** What was seen, or why it was not found out. */
  reason: string;
}

/** What came of a probe. */
export interface Probe {
  url: string;
  /** The API: `2` where `/v2/` answers as the spec says, null where it does not. */
  apiVersion: "2" | null;
  authentication: "none" | "basic" | "bearer";
  findings: Record<Ability, Finding>;
  /** Requests to the registry, each answer to a challenge included; at most ten. */
  requests: number;
  /** What was made, or may have been, and could not be deleted again; empty as a rule. */
  left: string[];
  /** Whether an upload may still be open, which could not be cancelled: a registry ends it by itself. */
  hasOpenUpload: boolean;
}
