import type { Client } from "../client/client.ts";
import type { DocumentKind } from "../image/document/kind.ts";
import type { Finding } from "../image/finding.ts";
import { defaultLimits, type Limits } from "../image/limits.ts";
import { openSource } from "../image/source/open.ts";
import type { Reference } from "../image/source/reference.ts";
import { type Source, UnreachableSource, UnusableInput } from "../image/source/source.ts";
import { validate } from "../image/validate.ts";
import type { InputReport, ValidationReport } from "../schemas/validation.ts";
import { imageRequirementOf } from "../specs/image-catalogue.ts";
import type { SpecVersion } from "../specs/model.ts";
import { configurationOf, type Wishes } from "./configuration.ts";
import { UsageError } from "./errors.ts";
import { exitCodes } from "./exit.ts";
import { clientTo } from "./target.ts";
import { version } from "./version.ts";

/** What a user may ask of a validation; credentials and the like as for a run. */
export interface ValidationWishes extends Wishes {
  inputs: readonly string[];
  as?: DocumentKind | undefined;
  complete?: boolean | undefined;
  limits?: Partial<Limits>;
}

export interface ValidationHooks {
  stdin: AsyncIterable<Buffer>;
  signal?: AbortSignal;
  onProgress?: (input: string, done: number, known: number) => void;
}

/**
 * Validates one input after the other; one that cannot be read does not keep the others from being validated.
 * @throws UsageError
 */
export async function conductValidation(wishes: ValidationWishes, hooks: ValidationHooks): Promise<ValidationReport> {
  const spec = specOf(wishes);
  if (wishes.inputs.length === 0) throw new UsageError("name at least one input to validate");
  if (wishes.inputs.filter((input) => input === "-").length > 1)
    throw new UsageError("standard input (-) can be read only once");
  const limits = { ...defaultLimits, ...wishes.limits };
  const inputs: ValidatedInput[] = [];
  for (const input of wishes.inputs) {
    if (hooks.signal?.aborted) break;
    inputs.push(await validateInput(input, spec, wishes, { ...hooks, limits }));
  }
  const findings = inputs.flatMap((input) => input.findings);
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    schemaVersion: 1,
    tool: { name: "oci-conformance", version },
    spec,
    inputs,
    requirements: Object.fromEntries(
      findings.map(({ requirement }) => {
        const { title, levels } = imageRequirementOf(requirement);
        return [requirement, { title, level: levels[spec] ?? null }];
      }),
    ),
    summary: {
      error: count("error"),
      warning: count("warning"),
      info: count("info"),
      notLookedAt: inputs.reduce((sum, { notLookedAt }) => sum + notLookedAt.length, 0),
      unusable: inputs.filter(({ problem }) => problem).length,
    },
    interrupted: hooks.signal?.aborted ?? false,
  };
}

type ValidatedInput = InputReport & { findings: Finding[] };

function specOf(wishes: ValidationWishes): SpecVersion {
  const [spec, ...more] = configurationOf(wishes).specs;
  if (spec === undefined || more.length > 0) throw new UsageError("--spec takes one version: images are judged by one");
  return spec;
}

/** 2 or 3 when an input could not be read, 1 when errors were found (strict: warnings too), 130 when interrupted. */
export function validationExitCode(
  { inputs, summary, interrupted }: ValidationReport,
  { strict = false } = {},
): number {
  if (interrupted) return exitCodes.interrupted;
  if (inputs.some(({ problem }) => problem?.kind === "unusable")) return exitCodes.usage;
  if (inputs.some(({ problem }) => problem?.kind === "unreachable")) return exitCodes.untestable;
  return summary.error > 0 || (strict && summary.warning > 0) ? exitCodes.nonConformant : exitCodes.conformant;
}

async function validateInput(
  input: string,
  spec: SpecVersion,
  wishes: ValidationWishes,
  { stdin, signal, onProgress, limits }: ValidationHooks & { limits: Limits },
): Promise<ValidatedInput> {
  let source: Source | undefined;
  try {
    source = await openSource(input, {
      spec,
      limits,
      as: wishes.as,
      stdin,
      connect: (to) => clientFor(to, wishes, signal),
    });
    const validation = await validate(source, {
      spec,
      limits,
      complete: wishes.complete ?? false,
      ...(signal ? { signal } : {}),
      onProgress: (done, known) => onProgress?.(input, done, known),
    });
    return { input, kind: source.kind, ...validation };
  } catch (error) {
    const kind =
      error instanceof UnusableInput ? "unusable" : error instanceof UnreachableSource ? "unreachable" : undefined;
    if (kind === undefined && !signal?.aborted) throw error;
    return {
      input,
      kind: source?.kind ?? null,
      findings: [],
      notLookedAt: [],
      found: [],
      tally: { documents: 0, blobs: 0, bytes: 0, layers: 0, entries: 0 },
      ...(kind ? { problem: { kind, message: (error as Error).message } } : {}),
    };
  } finally {
    await source?.close();
  }
}

function clientFor({ registry }: Reference, wishes: ValidationWishes, signal: AbortSignal | undefined): Client {
  const configuration = configurationOf({ ...wishes, registry });
  return clientTo(configuration.baseUrl as string, configuration, { signal });
}
