/** Values of GOOS and GOARCH that Go knows or has known, with those that WebAssembly adds. */

const systems = new Set(
  (
    "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasi wasip1 " +
    "wasip2 windows zos"
  ).split(" "),
);

const architectures = new Set(
  (
    "386 amd64 amd64p32 arm arm64 arm64be armbe loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ppc ppc64 " +
    "ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm"
  ).split(" "),
);

/** What others call the same. */
const aliases = new Map(
  Object.entries({
    x86_64: "amd64",
    "x86-64": "amd64",
    x64: "amd64",
    x86: "386",
    i386: "386",
    i686: "386",
    aarch64: "arm64",
    arm64v8: "arm64",
    armhf: "arm",
    armel: "arm",
    armv6: "arm",
    armv6l: "arm",
    armv7: "arm",
    armv7l: "arm",
    ppc64el: "ppc64le",
    powerpc64le: "ppc64le",
    loongarch64: "loong64",
    macos: "darwin",
    osx: "darwin",
    win32: "windows",
  }),
);

/** Variants of the table in image-index.md, which is open at its end. */
const variants = new Map(
  Object.entries({
    arm: /^v[5678]$/,
    arm64: /^v[89](?:\.[0-9]+)?$/,
    amd64: /^v[1-4]$/,
    ppc64le: /^power[0-9]+$/,
    riscv64: /^rv[av][0-9]+u64$/,
  }),
);

export function isGoos(os: string): boolean {
  return systems.has(os);
}

export function isGoarch(architecture: string): boolean {
  return architectures.has(architecture);
}

/** What was probably meant: the same in lower case, or by another name; undefined where nobody knows. */
export function goNameFor(name: string): string | undefined {
  const lower = name.toLowerCase();
  return aliases.get(lower) ?? (isGoos(lower) || isGoarch(lower) ? lower : undefined);
}

/** Whether the table has such a variant; undefined where it has none at all for the architecture. */
export function isVariant(architecture: string, variant: string): boolean | undefined {
  return variants.get(architecture)?.test(variant);
}
