import { expect, test } from "vitest";
import { textOf } from "./files.ts";

interface Locked {
  integrity?: string;
  resolved?: string;
  hasInstallScript?: true;
  dev?: true;
}

const { dependencies, devDependencies } = JSON.parse(textOf("package.json"));
const { packages } = JSON.parse(textOf("package-lock.json")) as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([folder]) => folder !== "");
const namesOf = (wrong: (entry: Locked) => boolean) => locked.filter(([, entry]) => wrong(entry)).map(([name]) => name);

test("every package of the lockfile has the digest of its content", () => {
  expect(namesOf(({ integrity }) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ""))).toEqual([]);
});

test("the lockfile names no registry, so that everyone's own is asked", () => {
  expect(namesOf(({ resolved }) => resolved !== undefined)).toEqual([]);
});

test("no package that comes with ours runs a script on installation", () => {
  expect(namesOf(({ hasInstallScript, dev }) => hasInstallScript === true && !dev)).toEqual([]);
});

test("every dependency is pinned to one version", () => {
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
});

test("every runtime dependency has its reason, and no other has", () => {
  const rows = textOf("docs/dependencies.md").matchAll(/^\| ([a-z0-9-]+(?:, [a-z0-9-]+)*) \| .+ \| .+ \|$/gm);
  const explained = [...rows]
    .flatMap(([, names = ""]) => names.split(", "))
    .filter((name) => !/^(package|-+)$/.test(name));
  expect(explained.sort()).toEqual(Object.keys(dependencies).sort());
});
