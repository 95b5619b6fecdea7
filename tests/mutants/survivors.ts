import type { Mutation } from "./mutation.ts";

/** Mutations that nothing need notice, and why. */
export interface Limit {
  rule: RegExp;
  at: RegExp;
  detail: RegExp;
  reason: string;
}

const refusal = / [45]\d\d$/;
const any = /^/;

/** Judged by the statements of the spec, one by one: what it leaves free is no fault. */
export const limits: readonly Limit[] = [
  {
    rule: /^(body changed|answer replayed)$/,
    at: refusal,
    detail: any,
    reason: "the body of a refusal may have any format",
  },
  {
    rule: /^header (dropped|changed)$/,
    at: refusal,
    detail: /^(content-(type|length)|x-|etag|docker-upload-uuid)/,
    reason: "the body of a refusal may have any format",
  },
  {
    rule: /^JSON changed$/,
    at: refusal,
    detail:
      /last one twice|emptied|reversed|member added|\/(message|detail)|another text|^\/errors\/-\/code: in capitals/,
    reason:
      "codes are in capitals anyway; a list of errors may have any length and order, their texts are free, and members may be added",
  },
  { rule: /^JSON changed$/, at: / 5\d\d$/, detail: any, reason: "the form of errors is asked for with 4xx only" },
  {
    rule: /^header added$/,
    at: any,
    detail:
      /^(oci-(subject|chunk-min-length|filters-applied)|docker-content-digest|link|accept-ranges|content-encoding)$/,
    reason: "no statement forbids the header on an answer for which none defines it",
  },
  {
    rule: /^header changed$/,
    at: /^blob\.(get|head)/,
    detail: /^accept-ranges/,
    reason: "judged where a whole blob was asked for",
  },
  {
    rule: /^parameter misread$/,
    at: /^tags\.list$/,
    detail: /^(n|last)$/,
    reason: "hidden: the registry lists all tags whatever is asked",
  },
  {
    rule: /^request header ignored$/,
    at: /^upload\.(chunk|close)$/,
    detail: /^content-range$/,
    reason: "hidden: the registry takes chunks in any order",
  },
  { rule: any, at: /^root (200|301)$/, detail: any, reason: "of the root only its status is asked for" },
  {
    rule: /^header/,
    at: any,
    detail: /^(docker-distribution-api-version|x-content-type-options|vary|cache-control|docker-upload-uuid|server)/,
    reason: "no statement is about the header, or it must not be relied on",
  },
  {
    rule: /^header dropped$/,
    at: /\.(get|head|list)/,
    detail: /^(content-length|accept-ranges|etag)$/,
    reason: "HTTP lets a body come in chunks, and the other two are optional",
  },
  {
    rule: /^header/,
    at: /^upload\.(mount|single) 202$/,
    detail: /^range/,
    reason: "Range is not asked for where nothing has come",
  },
  {
    rule: /^header changed$/,
    at: /^upload\.mount 201$/,
    detail: /^location/,
    reason: "hidden: the registry breaks push.mount.location-pullable itself",
  },
  {
    rule: /^request done twice$/,
    at: /^(manifest\.put|upload\.open|tag\.delete)/,
    detail: any,
    reason: "what is pushed or deleted twice is there once or not at all, and a session that nobody uses harms nobody",
  },
  {
    rule: /^request header ignored$/,
    at: any,
    detail: /^(accept|authorization|if-none-match|if-match)$/,
    reason: "no one need negotiate types, answer conditionally, or ask for credentials",
  },
  {
    rule: /^request header ignored$/,
    at: /^upload\./,
    detail: /^content-type$/,
    reason: "the type of the bytes of a blob does not matter",
  },
  {
    rule: /^parameter ignored$/,
    at: any,
    detail: /^(ns|digest-algorithm|state|_state|conformance)$/,
    reason: "one that the spec lets a registry ignore, or does not know, or of the registry's own",
  },
  {
    rule: /^(parameter ignored|request body changed)$/,
    at: /^upload\.single$/,
    detail: any,
    reason: "a registry without single-request uploads opens a session",
  },
  {
    rule: /^parameter/,
    at: /^referrers\.list$/,
    detail: /^artifactType$/,
    reason: "hidden: the registry has no referrers API",
  },
  {
    rule: /^status changed$/,
    at: /^extensions\.discover 404$/,
    detail: any,
    reason: "it says in either case that there are no extensions",
  },
];

/** Why a mutation may survive; undefined when nobody has said so. */
export function reasonFor({ rule, at, detail }: Mutation): string | undefined {
  return limits.find((each) => each.rule.test(rule) && each.at.test(at) && each.detail.test(detail))?.reason;
}
