import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A git repository of the documents given, one commit each; tags `v0`, `v1`, … name the commits. */
export class SpecRepository {
  readonly path = mkdtempSync(join(tmpdir(), "oci-conformance-spec-"));
  private commits = 0;

  constructor() {
    this.git("init", "--quiet");
  }

  commit(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, name)), { recursive: true });
      writeFileSync(join(this.path, name), text);
    }
    this.git("add", "--all");
    this.git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--no-gpg-sign", "-m", "text");
    this.git("tag", `v${this.commits++}`);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  private git(...args: string[]): void {
    execFileSync("git", ["-C", this.path, ...args], { stdio: "ignore" });
  }
}
