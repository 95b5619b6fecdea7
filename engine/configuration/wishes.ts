/** What a user may say on the command line; everything is optional. */
export interface Wishes {
  registry?: string | undefined;
  spec?: string | undefined;
  category?: string[] | undefined;
  /** Very large content, too. */
  large?: boolean | undefined;
  only?: string[] | undefined;
  skip?: string[] | undefined;
  repository?: string | undefined;
  secondRepository?: string | undefined;
  username?: string | undefined;
  password?: string | undefined;
  token?: string | undefined;
  limitedUsername?: string | undefined;
  limitedPassword?: string | undefined;
  plainHttp?: boolean | undefined;
  insecure?: boolean | undefined;
  ca?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
  /** Path of the socket at which the registry listens. */
  unixSocket?: string | undefined;
  rate?: number | undefined;
  concurrency?: number | undefined;
  timeout?: number | undefined;
  product?: string | undefined;
  keep?: boolean | undefined;
  /** Kinds of things that are not deleted in the end. */
  keepKind?: string[] | undefined;
  /** The scope to ask the token server for, whatever the registry says. */
  authScope?: string | undefined;
  pullOnly?: boolean | undefined;
  /** Push what `useSeed` reads, and nothing else. */
  seedOnly?: boolean | undefined;
  /** `pullOnly`, with the tag that `seedOnly` gives. */
  useSeed?: boolean | undefined;
  /** As in `2/4`. */
  shard?: string | undefined;
  /** Seconds. */
  settle?: number | undefined;
  tag?: string | undefined;
  /** What is there and is read besides: tags, digests of manifests, `blob:DIGEST`, `referrers:DIGEST`. */
  alsoRead?: string[] | undefined;
  /** Data sets that are not pushed, by the names in `suites/push/data-sets.ts`. */
  skipData?: string[] | undefined;
  /** False: docker's and podman's files are not looked into. */
  storedCredentials?: boolean | undefined;
}
