import { noRegistry, nothing } from "../../image/corpus/find.ts";
import { defaultLimits } from "../../image/limits.ts";
import { openSource } from "../../image/source/open.ts";
import type { Source } from "../../image/source/source.ts";
import type { SpecVersion } from "../../specs/model.ts";

export { noRegistry, nothing, validateCase, withFile } from "../../image/corpus/find.ts";

export function open(input: string, spec: SpecVersion = "1.1"): Promise<Source> {
  return openSource(input, { spec, limits: defaultLimits, stdin: nothing(), connect: noRegistry });
}
