import { UsageError } from "../errors.ts";
import { type Ability, abilityNames, type Probe } from "./findings.ts";

/** The words of a list such as `referrers,sha512`. @throws UsageError when nothing is called so */
export function abilitiesIn(lists: readonly string[]): Ability[] {
  const words = lists.flatMap((list) => list.split(",")).map((word) => word.trim());
  return words.map((word) => {
    const ability = abilityNames.find((name) => name === word);
    if (!ability) throw new UsageError(`--require ${word}: there are ${abilityNames.join(", ")}`);
    return ability;
  });
}

/** Those of them that were not seen to be there. */
export function lacking({ findings }: Probe, required: readonly Ability[]): Ability[] {
  return required.filter((name) => findings[name].supported !== true);
}
