import type { AlsoRead } from "../suites/kit/scenario.ts";
import type { Wishes } from "./configuration.ts";
import { UsageError } from "./errors.ts";

const digest = /^[a-z0-9]+([+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/;
const tag = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

/** Sorts what `--also-read` names. @throws UsageError when one names nothing that a repository can hold */
export function alsoReadOf({ alsoRead = [], repository }: Pick<Wishes, "alsoRead" | "repository">): AlsoRead {
  if (alsoRead.length > 0 && repository === undefined)
    throw new UsageError("--also-read names content that is there: say in which --repository");
  const below = (prefix: string) =>
    alsoRead.flatMap((text) => (text.startsWith(prefix) ? [mustBe(text, text.slice(prefix.length), digest)] : []));
  return {
    manifests: alsoRead.flatMap((text) =>
      /^(blob|referrers):/.test(text) ? [] : [mustBe(text, text, text.includes(":") ? digest : tag)],
    ),
    blobs: below("blob:"),
    referrers: below("referrers:"),
  };
}

function mustBe(text: string, reference: string, form: RegExp): string {
  if (form.test(reference)) return reference;
  throw new UsageError(`--also-read ${text}: write a tag, a digest of a manifest, blob:DIGEST or referrers:DIGEST`);
}
