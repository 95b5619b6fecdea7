import { digestIn } from "../../image/digest.ts";
import type { AlsoRead } from "../../suites/kit/scenario.ts";
import { UsageError } from "../errors.ts";
import type { Wishes } from "./wishes.ts";

const isDigest = (text: string) => digestIn(text) !== undefined;
const isTag = (text: string) => /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/.test(text);

/** Sorts what `--also-read` names. @throws UsageError when one names nothing that a repository can hold */
export function alsoReadOf({ alsoRead = [], repository }: Pick<Wishes, "alsoRead" | "repository">): AlsoRead {
  if (alsoRead.length > 0 && repository === undefined)
    throw new UsageError("--also-read names content that is there: say in which --repository");
  const below = (prefix: string) =>
    alsoRead.flatMap((text) => (text.startsWith(prefix) ? [mustBe(text, text.slice(prefix.length), isDigest)] : []));
  return {
    manifests: alsoRead.flatMap((text) =>
      /^(blob|referrers):/.test(text) ? [] : [mustBe(text, text, text.includes(":") ? isDigest : isTag)],
    ),
    blobs: below("blob:"),
    referrers: below("referrers:"),
  };
}

function mustBe(text: string, reference: string, isOne: (text: string) => boolean): string {
  if (isOne(reference)) return reference;
  throw new UsageError(`--also-read ${text}: write a tag, a digest of a manifest, blob:DIGEST or referrers:DIGEST`);
}
