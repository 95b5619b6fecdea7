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

/**
 * Each held against the text of the spec (main branch): what it leaves free is no fault. A limit is as narrow as that text:
 * one that explains more than it was judged for hides what nobody has judged.
 */
export const limits: readonly Limit[] = [
  {
    rule: /^(body changed|answer replayed)$/,
    at: refusal,
    detail: any,
    reason: "the body of a refusal may have any format, and what was JSON need not stay it (spec.md, Error Codes)",
  },
  {
    rule: /^header (dropped|changed)$/,
    at: refusal,
    detail: /^(content-type|x-|etag|docker-upload-uuid)/,
    reason: "the body of a refusal may have any format",
  },
  {
    rule: /^header dropped$/,
    at: refusal,
    detail: /^content-length$/,
    reason: "HTTP lets a body come in chunks, and a HEAD asks for its length only where something is there",
  },
  {
    rule: /^header changed$/,
    at: refusal,
    detail: /^content-length: one less/,
    reason: "the body of a refusal may have any format, and what HTTP then finds behind its end belongs to no answer",
  },
  {
    rule: /^header changed$/,
    at: /^tags\.list 405$/,
    detail: /^content-length/,
    reason:
      "it answers a HEAD, which no statement asks a tag list for, and has no body that the length could be untrue of",
  },
  {
    rule: /^JSON changed$/,
    at: refusal,
    detail:
      /last one twice|emptied|reversed|member added|\/(message|detail)|another text|^\/errors\/-\/code: in capitals/,
    reason:
      "codes are in capitals anyway; no statement says how many errors there are or in which order, nor closes their object, and their texts are free",
  },
  { rule: /^JSON changed$/, at: / 5\d\d$/, detail: any, reason: "the form of errors is asked for with 4xx only" },
  {
    rule: /^header added$/,
    at: any,
    detail: /^(oci-subject|accept-ranges)$/,
    reason: "no statement forbids the header on an answer for which none defines it",
  },
  {
    rule: /^header added$/,
    at: /^(?!referrers|upload\.open)/,
    detail: /^oci-(filters-applied|chunk-min-length)$/,
    reason: "it is defined for lists of referrers, and for the opening of an upload, and forbidden nowhere",
  },
  {
    rule: /^header added$/,
    at: /^(?!tags|referrers)/,
    detail: /^link$/,
    reason: "only lists have pages, and only of tags is it said where there must be no Link",
  },
  {
    rule: /^header added$/,
    at: /( [45]\d\d$)|^(upload\.(open|chunk|status|cancel)|\w+\.delete)/,
    detail: /^(docker-content-digest|content-encoding)$/,
    reason: "nothing is pulled or stored by the answer that it could be untrue of",
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
  { rule: /^(?!status)/, at: /^root (200|301)$/, detail: any, reason: "of the root only its status is asked for" },
  {
    rule: /^header/,
    at: any,
    detail: /^(docker-distribution-api-version|x-content-type-options|vary|cache-control|docker-upload-uuid|server)/,
    reason: "no statement is about the header, or it is optional and not to be depended on (Legacy Docker support)",
  },
  {
    rule: /^header dropped$/,
    at: /^(manifest\.put by \w+|upload\.(close|single|mount)) 201$/,
    detail: /^docker-content-digest$/,
    reason: "it is said what the header means after a push, and not that it must be there (Pushing Manifests)",
  },
  {
    rule: /^header dropped$/,
    at: /\.(get|list)/,
    detail: /^content-length$/,
    reason: "HTTP lets a body come in chunks; it is HEAD that must name the size",
  },
  {
    rule: /^header dropped$/,
    at: /\.(get|head|list)/,
    detail: /^(accept-ranges|etag)$/,
    reason: "HTTP lets it be left out",
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
    reason:
      "the text on negotiation has no key word, the one on conditional requests lets clients use them where there are any, and credentials need not be asked for",
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
    reason:
      "ns may be ignored, digest-algorithm is asked of clients, the others are unknown to the spec or of the registry's own",
  },
  {
    rule: /^parameter ignored$/,
    at: /^manifest\.put by digest$/,
    detail: /^tag$/,
    reason: "the spec leaves tag parameters to the registry, and these have none: they answer without OCI-Tag",
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
