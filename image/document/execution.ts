import type { SpecVersion } from "../../specs/model.ts";
import { isObject, type Observation, shown, stringsIn, within } from "./observation.ts";

type Execution = Record<string, unknown>;

interface Surroundings {
  os: unknown;
  spec: SpecVersion;
}

/** The values of the execution defaults; their types are the schema's. */
export function* executionRules(config: Execution, surroundings: Surroundings): Iterable<Observation> {
  yield* user(config, surroundings);
  yield* ports(config);
  yield* environment(config, surroundings);
  yield* volumes(config, surroundings);
  yield* directory(config, surroundings);
  yield* signal(config);
  yield* docker(config, surroundings);
}

function seen(
  requirement: Observation["requirement"],
  pointer: string,
  words: Pick<Observation, "message" | "expected" | "advice" | "severity"> & { value: unknown },
): Observation {
  const { value, ...rest } = words;
  return { requirement, pointer: `/config${pointer}`, found: shown(value), ...rest };
}

const mostUid = 2 ** 32 - 2;

function* user({ User }: Execution, { os }: Surroundings): Iterable<Observation> {
  if (typeof User !== "string" || User === "" || os !== "linux") return;
  const parts = User.split(":");
  if (parts.length <= 2 && parts.every((part) => /^\S+$/.test(part) && !(/^\d+$/.test(part) && Number(part) > mostUid)))
    return;
  yield seen("image.config.user-form", "/User", {
    message: "The user is neither a name nor a number, with or without a group",
    expected: "user, uid, user:group, uid:gid, uid:group or user:gid",
    value: User,
    advice: "Write it in one of these forms.",
  });
}

function* ports({ ExposedPorts }: Execution): Iterable<Observation> {
  if (!isObject(ExposedPorts)) return;
  for (const [key, value] of Object.entries(ExposedPorts)) {
    const pointer = within("/ExposedPorts", key);
    const port = /^([0-9]{1,5})(?:\/(?:tcp|udp))?$/.exec(key)?.[1];
    if (isObject(value) && (port === undefined || Number(port) < 1 || Number(port) > 65_535))
      yield seen("image.config.exposed-ports-keys", pointer, {
        message: "The key is no port",
        expected: "port, port/tcp or port/udp",
        value: key,
        advice: "Write a number from 1 to 65535, with its protocol.",
      });
    yield* emptyValue("image.config.exposed-ports-values", pointer, value);
  }
}

function* emptyValue(requirement: Observation["requirement"], pointer: string, value: unknown): Iterable<Observation> {
  if (!isObject(value) || Object.keys(value).length === 0) return;
  yield seen(requirement, pointer, {
    message: "The value is not empty",
    expected: "{}",
    value,
    advice: "Write {}: nothing is read from the value.",
    severity: "warning",
  });
}

function* environment({ Env }: Execution, { os }: Surroundings): Iterable<Observation> {
  const names = new Set<string>();
  for (const { text, index } of stringsIn(Env)) {
    const end = text.indexOf("=", 1);
    if (end < 0) continue;
    const name = os === "windows" ? text.slice(0, end).toUpperCase() : text.slice(0, end);
    if (names.has(name))
      yield seen("image.config.env-duplicate", within("/Env", index), {
        message: `The variable ${shown(name)} is set twice`,
        expected: "each variable once",
        value: text,
        advice: "Keep the last: it is the one that most runtimes take.",
      });
    names.add(name);
  }
}

function isAbsolute(path: string, os: unknown): boolean {
  return path.startsWith("/") || (os === "windows" && /^(?:[A-Za-z]:|\\)/.test(path));
}

function* volumes({ Volumes }: Execution, { os }: Surroundings): Iterable<Observation> {
  if (!isObject(Volumes)) return;
  for (const [key, value] of Object.entries(Volumes)) {
    const pointer = within("/Volumes", key);
    yield* emptyValue("image.config.volumes-object", pointer, value);
    if (isObject(value) && !isAbsolute(key, os))
      yield seen("image.config.volumes-absolute", pointer, {
        message: "The volume is no absolute path",
        expected: "a path that begins with /",
        value: key,
        advice: "Write the whole path: runtimes differ in what they put in front.",
      });
  }
}

function* directory({ WorkingDir }: Execution, { os }: Surroundings): Iterable<Observation> {
  if (typeof WorkingDir !== "string" || WorkingDir === "" || isAbsolute(WorkingDir, os)) return;
  yield seen("image.config.working-dir", "/WorkingDir", {
    message: "The directory is no absolute path",
    expected: "a path that begins with /",
    value: WorkingDir,
    advice: "Write the whole path: runtimes want an absolute one.",
    severity: "info",
  });
}

function* signal({ StopSignal }: Execution): Iterable<Observation> {
  if (typeof StopSignal !== "string" || StopSignal === "") return;
  if (/^(?:SIG)?[A-Z][A-Z0-9]*(?:[+-][0-9]+)?$|^[0-9]+$/.test(StopSignal)) return;
  yield seen("image.config.stop-signal", "/StopSignal", {
    message: "The value is no signal",
    expected: "a name such as SIGTERM or SIGRTMIN+3",
    value: StopSignal,
    advice: "Write the name of the signal.",
  });
}

const reserved = {
  Memory: ["an integer", Number.isInteger],
  MemorySwap: ["an integer", Number.isInteger],
  CpuShares: ["an integer", Number.isInteger],
  Healthcheck: ["an object", isObject],
} as const;

function* docker(config: Execution, { os, spec }: Surroundings): Iterable<Observation> {
  if (spec === "1.0") return;
  for (const [name, [expected, holds]] of Object.entries(reserved)) {
    const value = config[name];
    if (value === undefined || value === null || holds(value)) continue;
    yield seen("image.config.reserved-docker-members", `/${name}`, {
      message: `"${name}" is a name that Docker's images use, with another type`,
      expected,
      value,
      advice: `Write ${expected}, or choose another name.`,
      severity: "warning",
    });
  }
  if (config.ArgsEscaped === true && os === "linux")
    yield seen("image.config.args-escaped", "/ArgsEscaped", {
      message: '"ArgsEscaped" is deprecated, and means nothing on Linux',
      expected: 'no "ArgsEscaped"',
      value: true,
      advice: "Leave it out.",
      severity: "info",
    });
}
