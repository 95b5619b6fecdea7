import type { Fault } from "../registry/fault.ts";
import { faultById } from "../registry/faults/index.ts";
import type { Settings } from "../registry/settings.ts";
import { UsageError } from "./errors.ts";

/** @throws UsageError when no fault has one of these ids */
export function faultsNamed(ids: readonly string[]): Fault[] {
  return ids.map((id) => {
    const fault = faultById(id);
    if (fault) return fault;
    throw new UsageError(`no fault is called "${id}": oci-conformance registry --list-faults names them all`);
  });
}

/** The legal switches under which these faults show. */
export function settingsOf(faults: readonly Fault[]): Partial<Settings> {
  return Object.assign({}, ...faults.map(({ settings = {} }) => settings));
}
