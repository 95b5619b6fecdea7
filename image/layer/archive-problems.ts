import type { Said } from "../findings.ts";
import type { TarProblem } from "../tar/entry.ts";
import { shown } from "./path.ts";

/** What a broken archive means for the layer (image-spec, layer.md: layers are tar archives). */
export function saidOf(problem: TarProblem): Said {
  const wrong = (message: string, expected: string, found: string, advice: string): Said => ({
    requirement: "image.layer.tar-format",
    severity: "error",
    message,
    expected,
    found,
    advice,
  });
  const again = "Write the layer again; what follows this point cannot be read.";
  switch (problem.kind) {
    case "no-tar":
      return wrong(
        "The layer is no tar archive",
        "a tar header at the beginning",
        "something else",
        "Archive the changeset with tar.",
      );
    case "bad-header":
      return wrong(
        `The header at byte ${problem.offset} is broken`,
        "a header whose checksum and size hold",
        "another checksum, or no size",
        again,
      );
    case "metadata-too-large":
      return wrong(
        `The PAX header at byte ${problem.offset} is too large`,
        "at most 1 MiB of PAX records or name",
        "more",
        again,
      );
    case "cut-short":
      return wrong(
        "The archive ends too early",
        "all data of its last entry",
        `the end at byte ${problem.offset}, within ${shown(problem.name)}`,
        again,
      );
    case "lone-zero-block":
      return wrong(
        `A single block of zeros at byte ${problem.offset} is followed by more entries`,
        "two blocks of zeros at the end, and none before",
        "one",
        "Write the archive without it: most readers stop there.",
      );
    case "trailing-data":
      return {
        ...wrong(
          `Something follows the end of the archive at byte ${problem.offset}`,
          "nothing, or zeros",
          "other bytes",
          "Leave it out: most readers never see it, some do.",
        ),
        severity: "warning",
      };
    case "no-end":
      return {
        ...wrong(
          "The archive has no end marker",
          "two blocks of zeros",
          `the end at byte ${problem.offset}`,
          "Close the archive when writing it.",
        ),
        severity: "info",
      };
  }
}
