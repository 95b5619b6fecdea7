// The program in few files: Node takes longer to find, read and link hundreds of modules than a run takes to ask a registry.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { rolldown } from "rolldown";

/** What starts a process or a thread, relative to dist/. */
const entries = ["cli/bin", "engine/selftest/thread"];

/** Where the rest of the program goes, relative to dist/. */
const folder = "cli/program";

/** What packages are taken for whose own entry does not do. */
const standIns = {
  // Its index loads all that it offers, fetch and WebSocket and caches and mocks, which is most of it.
  undici: [
    'export { default as Agent } from "undici/lib/dispatcher/agent.js";',
    'export { default as ProxyAgent } from "undici/lib/dispatcher/proxy-agent.js";',
  ],
  // Its CommonJS finds its parts in a way that no bundler follows.
  "jsonc-parser": ['export * as default from "jsonc-parser/lib/esm/main.js";'],
};

/**
 * Writes the entries anew, with all in them that they import, packages included, and beside them the licenses of those.
 * The modules stay as they are for whoever imports them.
 * @param dist folder of the compiled modules
 * @throws when something that is imported is not there, or a package has no license
 */
export async function bundle(dist) {
  const bundled = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry, join(dist, `${entry}.js`)])),
    platform: "node",
    plugins: [ownPlaces(dist), standInsFor(standIns)],
  });
  const { output } = await bundled.write({
    dir: dist,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: `${folder}/[name].js`,
    // What every command needs, and what most that one does: a group has what its modules import, too.
    codeSplitting: {
      groups: [
        { name: "main", test: /\/cli\/main\.js$/, priority: 1 },
        { name: "run", test: /\/cli\/run\.js$/ },
      ],
    },
  });
  await bundled.close();
  const modules = output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
  writeFileSync(join(dist, folder, "licenses.txt"), licensesOf(modules));
}

/** Files that a module reads lie beside it, and not beside what it has become part of. */
function ownPlaces(dist) {
  return {
    name: "own-places",
    transform(code, id) {
      if (!id.startsWith(dist) || !code.includes("import.meta.url")) return;
      return code.replaceAll("import.meta.url", `"module:${relative(dist, id)}"`);
    },
    renderChunk(code, { fileName }) {
      return code.replaceAll(/"module:([^"]+)"/g, (_, module) => {
        const path = relative(dirname(fileName), module);
        return `new URL(${JSON.stringify(path)}, import.meta.url)`;
      });
    },
  };
}

function standInsFor(packages) {
  const prefix = "stand-in:";
  return {
    name: "stand-ins",
    resolveId: (source) => (Object.hasOwn(packages, source) ? `${prefix}${source}` : undefined),
    load: (id) => (id.startsWith(prefix) ? packages[id.slice(prefix.length)].join("\n") : undefined),
  };
}

/** The license of each package that modules are of, under its name and version. */
function licensesOf(modules) {
  const roots = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
  return [...new Set(roots)].map(licenseOf).sort().join("\n\n");
}

/** Its text, or where the package has none, what its manifest says. */
function licenseOf(root) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const file = readdirSync(root).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  if (!file && !(license && author)) throw new Error(`${name} ${version} has no license to pass on`);
  const text = file ? readFileSync(join(root, file), "utf8").trim() : `${license}, by ${author.name ?? author}`;
  return `${name} ${version}\n\n${text}\n`;
}
