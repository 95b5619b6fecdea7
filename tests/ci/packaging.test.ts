import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { commandLine } from "../cli/command-line.ts";
import { documentsOf, files, root, textOf, yamlFiles } from "./files.ts";

interface Step {
  id?: string;
  uses?: string;
  run?: string;
  shell?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

const manifest = JSON.parse(textOf("package.json"));
const action = documentsOf("action.yml")[0] as {
  inputs: Record<string, { description: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: Step[] };
};

/** yargs prints it by the console. */
async function helpOf(command: string): Promise<string> {
  const console = vi.spyOn(globalThis.console, "log").mockImplementation(() => {});
  try {
    await commandLine(command, "--help");
    return console.mock.calls.flat().join("\n");
  } finally {
    console.mockRestore();
  }
}

test.each(yamlFiles)("%s is YAML", (file) => {
  for (const document of documentsOf(file)) expect(typeof document).toBe("object");
});

test.each(files)("%s names no host but those for examples", (file) => {
  const hosts = [...textOf(file).matchAll(/(?:https?:\/\/|image: )([\w.-]+\.[\w-]+)(?=[:/\s"])/g)].map(
    ([, host]) => host,
  );
  for (const host of hosts) expect(host).toMatch(/(^|\.)example\.com$|^localhost$|^127\.0\.0\.1$/);
});

test.each(files)("%s calls commands and options that there are", async (file) => {
  for (const [, command = "", rest = ""] of textOf(file).matchAll(
    /oci-conformance"? (run|merge|probe)((?: [^\n&|;]*)?)/g,
  )) {
    const help = await helpOf(command);
    for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(help, `${command} ${option}`).toContain(option);
  }
});

describe("The GitHub Action", () => {
  test("has steps that a composite action may have, and uses every input", () => {
    expect(action.runs.using).toBe("composite");
    for (const step of action.runs.steps) {
      expect(Boolean(step.uses) !== Boolean(step.run)).toBe(true);
      if (step.run) expect(step.shell).toBe("bash");
      // What a caller gives must not become part of a script.
      expect(step.run ?? "").not.toContain("${{");
    }
    const text = textOf("action.yml");
    const used = new Set([...text.matchAll(/inputs\.([a-z-]+)/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(Object.keys(action.inputs).sort());
    const ids = action.runs.steps.flatMap(({ id }) => id ?? []);
    for (const { value } of Object.values(action.outputs))
      expect(ids).toContain(/steps\.([a-z]+)\.outputs/.exec(value)?.[1]);
  });

  test("keeps the artifact of the official action", () => {
    const upload = action.runs.steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
    expect(upload?.with?.name).toMatch(
      /^oci-distribution-spec-conformance-results-\$\{\{ env\.OCI_VERSION \|\| 'stable' \}\}$/,
    );
    for (const file of ["results.yaml", "report.html", "junit.xml"])
      expect(upload?.with?.path).toContain(`outputs.results-dir }}/${file}`);
  });

  test("runs a script that is there, with the variables that it reads", () => {
    const step = action.runs.steps.find(({ id }) => id === "run");
    const script = /\$ACTION_PATH\/(\S+)"/.exec(step?.run ?? "")?.[1] ?? "";
    expect(existsSync(join(root, script))).toBe(true);
    const read = new Set([...textOf(script).matchAll(/\$\{?(INPUT_[A-Z_]+)/g)].map(([, name]) => name));
    expect([...read].sort()).toEqual(
      Object.keys(step?.env ?? {})
        .filter((name) => name.startsWith("INPUT_"))
        .sort(),
    );
  });

  test.each(yamlFiles.filter((file) => file.startsWith("examples/")))("gets inputs that it has from %s", (file) => {
    const [{ jobs = {} } = {}] = documentsOf(file) as { jobs?: Record<string, { steps: Step[] }> }[];
    for (const { steps } of Object.values(jobs))
      for (const { uses, with: inputs = {} } of steps)
        if (uses?.startsWith("example/oci-conformance@"))
          for (const name of Object.keys(inputs)) expect(Object.keys(action.inputs)).toContain(name);
  });
});

describe("The Dockerfile", () => {
  const lines = textOf("ci/Dockerfile")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => /^([A-Z]+) (.*)$/.exec(line)?.slice(1) as [string, string]);
  const of = (name: string) => lines.filter(([instruction]) => instruction === name).map(([, rest]) => rest);

  test("copies what npm pack makes, and installs what it copied", () => {
    const [copied = "", target = ""] = of("COPY")[0]?.split(" ") ?? [];
    const tarball = `${manifest.name}-${manifest.version}.tgz`;
    expect(tarball).toMatch(new RegExp(`^${copied.replaceAll(".", "\\.").replace("*", ".*")}$`));
    expect(of("COPY")).toHaveLength(1);
    expect(of("RUN")[0]).toContain(`npm install --global --no-audit --no-fund ${target} `);
  });

  test("starts a program of the package, on a Node that it takes, and not as root", () => {
    const [program] = JSON.parse(of("ENTRYPOINT")[0] ?? "[]");
    expect(Object.keys(manifest.bin)).toContain(program);
    // What the program is lies in a folder that is packed.
    expect(manifest.files).toContain(manifest.bin[program].split("/")[0]);
    expect(Number(/^node:(\d+)/.exec(of("FROM")[0] ?? "")?.[1])).toBeGreaterThanOrEqual(22);
    expect(of("USER")).toEqual(["node"]);
  });
});

test("The Kubernetes Job names the version of this package, runs once, and mounts what it writes to", () => {
  const [secret, job] = documentsOf("ci/kubernetes/job.yaml") as [Record<string, never>, Record<string, never>];
  expect([secret.kind, job.kind]).toEqual(["Secret", "Job"]);
  const { backoffLimit, template } = job.spec as {
    backoffLimit: number;
    template: { spec: { restartPolicy: string; volumes: { name: string }[]; containers: Container[] } };
  };
  expect([backoffLimit, template.spec.restartPolicy]).toEqual([0, "Never"]);
  const [container] = template.spec.containers;
  expect(container?.image).toBe(`registry.example.com/${manifest.name}:${manifest.version}`);
  expect(container?.args.at(-1)).toBe(container?.volumeMounts[0]?.mountPath);
  expect(template.spec.volumes.map(({ name }) => name)).toEqual(container?.volumeMounts.map(({ name }) => name));
});

interface Container {
  image: string;
  args: string[];
  volumeMounts: { name: string; mountPath: string }[];
}

test("The Sonobuoy plugin is a Job that always says that it is done, and what with", () => {
  const [plugin] = documentsOf("ci/sonobuoy/plugin.yaml") as [{ "sonobuoy-config": unknown; spec: Container }];
  expect(plugin["sonobuoy-config"]).toMatchObject({
    driver: "Job",
    "plugin-name": "oci-conformance",
    "result-format": "junit",
  });
  const [script = ""] = plugin.spec.args;
  expect(script).not.toContain("set -e");
  expect(script.trim().split("\n").at(-1)).toMatch(/>done$/);
  expect(plugin.spec.image).toBe(`registry.example.com/${manifest.name}:${manifest.version}`);
  expect(plugin.spec.volumeMounts).toEqual([{ name: "results", mountPath: "/tmp/sonobuoy/results" }]);
});

test("The GitLab job reports the file that is written", () => {
  const [template] = documentsOf("ci/gitlab/oci-conformance.yml") as [Record<string, never>];
  const job = template[".oci-conformance"] as {
    variables: Record<string, string>;
    artifacts: { when: string; reports: { junit: string } };
  };
  expect(job.artifacts.when).toBe("always");
  expect(job.artifacts.reports.junit).toBe(`${job.variables.OCI_RESULTS_DIR}/junit.xml`);
});
