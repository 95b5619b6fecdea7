import { randomBytes } from "node:crypto";
import type { Call } from "../../client/call.ts";
import type { Client } from "../../client/client.ts";
import { Content } from "../../client/content.ts";
import { descriptorOf, manifestOver } from "../../suites/kit/image.ts";
import { inability } from "../../suites/kit/inability.ts";
import type { Reply } from "../../suites/kit/reply.ts";
import { Repository } from "../../suites/kit/repository.ts";
import type { Upload } from "../../suites/kit/upload.ts";
import { isContent } from "../cleanup/uploads.ts";
import { UntestableTarget } from "../errors.ts";
import { Budget } from "./budget.ts";
import { type Ability, abilityNames, type Finding, type Probe } from "./findings.ts";

const notTried: Finding = { supported: null, reason: "not tried: ten requests do not reach so far" };

/**
 * Finds out in ten requests at most what a registry offers, and leaves no content there: anything is made only where
 * deletion was seen to be offered, bears the name of this probe alone, and is deleted again.
 * @throws UntestableTarget when it cannot be reached
 */
export async function probe(client: Client, repositoryName: string | undefined): Promise<Probe> {
  const id = randomBytes(5).toString("hex");
  const prober = new Prober(client, new Repository(repositoryName ?? `oci-conformance/probe-${id}`), id);
  await prober.run();
  return prober.outcome;
}

class Prober {
  readonly #client: Client;
  readonly #budget: Budget;
  readonly #repository: Repository;
  readonly #blob: Content;
  readonly #absent: Content;
  readonly #findings = new Map<Ability, Finding>();
  readonly #left: string[] = [];
  #hasOpenUpload = false;
  #apiVersion: "2" | null = null;

  constructor(client: Client, repository: Repository, id: string) {
    this.#client = client;
    this.#budget = new Budget(client);
    this.#repository = repository;
    this.#blob = Content.json({ probe: id }, "application/json");
    this.#absent = Content.text(`absent ${id}`);
  }

  get outcome(): Probe {
    const findings = abilityNames.map((name) => [name, this.#findings.get(name) ?? notTried] as const);
    return {
      url: this.#client.baseUrl,
      apiVersion: this.#apiVersion,
      authentication: this.#budget.authentication,
      findings: Object.fromEntries(findings) as Probe["findings"],
      requests: this.#budget.used,
      left: this.#left,
      hasOpenUpload: this.#hasOpenUpload,
    };
  }

  async run(): Promise<void> {
    const root = await this.#budget.send("root", { method: "GET", url: "/v2/" });
    if (!root?.answered)
      throw new UntestableTarget(`${this.#client.baseUrl} cannot be reached: ${root?.exchange.error?.message}`);
    if (root.status === 200) this.#apiVersion = "2";

    // Where each right costs a challenge, ten requests do not suffice to make something and delete it again.
    const mayMake = this.#budget.authentication !== "bearer";
    const deletesBlobs = mayMake && (await this.#offers("blob-deletion", this.#repository.deleteBlob(this.#absent)));
    const deletesManifests =
      mayMake && (await this.#offers("manifest-deletion", this.#repository.deleteManifest(this.#absent.digest)));
    const opened = await this.#budget.send("open an upload", this.#repository.openUpload());
    const upload = opened && statusOf(opened) === 202 ? uploadOf(opened) : undefined;
    this.#note("push", opened, upload !== undefined);
    if (!opened || !upload) return this.#readOnly();

    const minimum = opened.header("OCI-Chunk-Min-Length");
    this.#found("chunk-minimum", minimum !== undefined, minimum ? `${minimum} bytes` : "none is announced");
    // To close it, for two manifests and two deletions.
    const makesContent = deletesBlobs && deletesManifests && this.#budget.left >= 4;
    if (!makesContent || this.#budget.left > 5) {
      const state = await this.#budget.send("state of the upload", upload.status());
      this.#note("resumable-uploads", state, statusOf(state) === 204);
    }
    if (makesContent) return this.#withContent(upload);
    await this.#cancel(upload);
    return this.#readOnly();
  }

  async #cancel(upload: Upload): Promise<void> {
    const reply = await this.#budget.send("cancel the upload", upload.cancel());
    if (!isGone(reply)) this.#hasOpenUpload = true;
  }

  /** Asks for the deletion of what is not there. */
  async #offers(name: Ability, call: Call): Promise<boolean> {
    const reply = await this.#budget.send(name, call);
    if (!reply?.answered) return false;
    const isUnknown = reply.status === 404 && /"(BLOB|MANIFEST|NAME)_UNKNOWN"/.test(reply.bytes.toString("utf8"));
    const offers = isUnknown || reply.status === 202;
    if (reply.status === 405 || reply.status === 501) this.#note(name, reply, false);
    else this.#findings.set(name, { supported: null, reason: `what is not there is answered with ${reply.status}` });
    return offers;
  }

  /** A manifest of an artifact whose subject is absent, over one blob; both go again. */
  async #withContent(upload: Upload): Promise<void> {
    const closed = await this.#budget.send("close the upload", upload.put(this.#blob, this.#blob));
    if (!succeeded(closed)) {
      this.#note("push", closed, false);
      if (closed && mayBeDone(closed))
        await this.#removeAnyway(this.#blob.digest, this.#repository.deleteBlob(this.#blob));
      await this.#cancel(upload);
      return this.#readOnly();
    }
    this.#found("push", true, "a blob was pushed");
    const manifest = manifestOver(descriptorOf(this.#blob), [descriptorOf(this.#blob)], {
      artifactType: "application/vnd.oci-conformance.probe",
      subject: { ...descriptorOf(this.#absent), mediaType: "application/vnd.oci.image.manifest.v1+json" },
    });
    const names = await this.#pushManifest(manifest);
    const call = this.#repository.mountBlob(this.#blob, this.#repository.name);
    // As many are kept as there is to delete.
    if (this.#budget.left - this.#budget.costOf(call) > names.length) await this.#mount(call);
    await this.#remove("manifest-deletion", names, (name) => this.#repository.deleteManifest(name));
    await this.#remove("blob-deletion", [this.#blob.digest], (digest) => this.#repository.deleteBlob(digest));
    await this.#readOnly();
  }

  /** By its sha512 digest, or where that is refused by its sha256 one. The digests that it is there under, if any. */
  async #pushManifest(manifest: Content): Promise<string[]> {
    // Two are kept to delete, and one for the other push.
    const first =
      this.#budget.left >= 4
        ? await this.#budget.send("push by sha512", this.#repository.putManifest(manifest.sha512, manifest))
        : undefined;
    if (succeeded(first)) {
      this.#note("sha512", first, true);
      this.#judgeManifest(first);
      // It may be known by another name, too, or only by that; what is no name of it is not deleted.
      const isRenamed = first.header("Docker-Content-Digest") === manifest.digest;
      return isRenamed ? [manifest.digest, manifest.sha512] : [manifest.sha512];
    }
    if (first && mayBeDone(first)) {
      this.#note("sha512", first, false);
      await this.#removeAnyway(manifest.sha512, this.#repository.deleteManifest(manifest.sha512));
    }
    if (this.#budget.left < 3) return [];
    const second = await this.#budget.send("push by sha256", this.#repository.putManifest(manifest.digest, manifest));
    if (!succeeded(second)) {
      this.#note("artifacts", second, false);
      if (second && mayBeDone(second))
        await this.#removeAnyway(manifest.digest, this.#repository.deleteManifest(manifest.digest));
      return [];
    }
    this.#note("sha512", first, false);
    this.#judgeManifest(second);
    return [manifest.digest];
  }

  #judgeManifest(reply: Reply): void {
    const acknowledged = reply.header("OCI-Subject") !== undefined;
    this.#note("artifacts", reply, true);
    this.#note("subject", reply, true);
    this.#found(
      "referrers",
      acknowledged,
      `a manifest with a subject is answered ${acknowledged ? "with" : "without"} OCI-Subject`,
    );
  }

  /** Into the repository that it is in already: so nothing new comes of it but an upload, which no request is left to cancel. */
  async #mount(call: Call): Promise<void> {
    const reply = await this.#budget.send("mount", call);
    if (statusOf(reply) === 201) return this.#note("mount", reply, true);
    if (statusOf(reply) === 202) this.#hasOpenUpload = true;
    this.#findings.set("mount", {
      supported: null,
      reason: `a mount where the blob is already is answered with ${statusOf(reply) ?? "nothing"}`,
    });
  }

  /** Under each of its names: with one of them the other may be gone, too. */
  async #remove(ability: Ability, names: readonly string[], callFor: (name: string) => Call): Promise<void> {
    const replies: (Reply | undefined)[] = [];
    for (const name of names) replies.push(await this.#budget.send(`delete ${name}`, callFor(name)));
    const done = replies.find(succeeded);
    this.#note(ability, done ?? replies[0], done !== undefined);
    const isLeft = (_: string, place: number) => !done || !isGone(replies[place]);
    this.#left.push(...names.filter(isLeft).map((name) => `${this.#repository.name}@${name}`));
  }

  /** What may be there, or may not. */
  async #removeAnyway(digest: string, call: Call): Promise<void> {
    const reply = await this.#budget.send(`delete ${digest}`, call);
    if (!isGone(reply)) this.#left.push(`${this.#repository.name}@${digest}`);
  }

  /** What is asked without making anything, with the requests that are left. */
  async #readOnly(): Promise<void> {
    if (!this.#findings.has("referrers")) {
      const call = this.#repository.request("GET", `referrers/${this.#absent.digest}`);
      const reply = await this.#budget.send("referrers", call);
      if (statusOf(reply) === 200) this.#note("referrers", reply, true);
      else if (reply && statusOf(reply) === 404 && !reply.bytes.includes("NAME_UNKNOWN"))
        this.#note("referrers", reply, false);
      else if (reply) this.#unclear("referrers", reply);
    }
    if (!this.#findings.has("sha512")) {
      const reply = await this.#budget.send("sha512", this.#repository.headBlob(this.#absent.sha512));
      if (statusOf(reply) === 400) this.#note("sha512", reply, false);
      else if (reply) this.#unclear("sha512", reply);
    }
    const tag = await this.#budget.send("tag-deletion", this.#repository.deleteManifest(`absent-${Date.now()}`));
    if (statusOf(tag) === 405 || statusOf(tag) === 501 || statusOf(tag) === 400) this.#note("tag-deletion", tag, false);
    else if (tag) this.#unclear("tag-deletion", tag);
    const extensions = await this.#budget.send("extensions", { method: "GET", url: "/v2/_oci/ext/discover" });
    if (extensions)
      this.#note("extensions", extensions, statusOf(extensions) === 200 && extensions.jsonObject !== undefined);
  }

  #unclear(name: Ability, reply: Reply): void {
    this.#findings.set(name, {
      supported: null,
      reason: `what is not there is answered with ${reply.answered ? reply.status : "nothing"}`,
    });
  }

  #note(name: Ability, reply: Reply | undefined, supported: boolean): void {
    if (!reply) return;
    if (!reply.answered)
      this.#findings.set(name, { supported: null, reason: reply.exchange.error?.message ?? "no answer" });
    else if (!supported && saysNothing(reply))
      this.#findings.set(name, { supported: null, reason: `answered with ${reply.status}` });
    else this.#found(name, supported, `answered with ${reply.status}`);
  }

  #found(name: Ability, supported: boolean, reason: string): void {
    this.#findings.set(name, { supported, reason });
  }
}

/** Undefined where no answer came. */
function statusOf(reply: Reply | undefined): number | undefined {
  return reply?.answered ? reply.status : undefined;
}

function succeeded(reply: Reply | undefined): reply is Reply {
  return reply?.answered === true && reply.status >= 200 && reply.status < 300;
}

/** What was not refused may be done, whatever the answer: it failed, or never came. Some refuse with 501 what they do not know. */
function mayBeDone(reply: Reply): boolean {
  return !reply.answered || (reply.status >= 500 && reply.status !== 501);
}

/** Whoever failed, was too busy or full, or wants other credentials has not declined what was asked for. */
function saysNothing(reply: Reply): boolean {
  return mayBeDone(reply) || reply.status === 401 || inability(reply) !== undefined;
}

/** It is deleted now, or was not there. */
function isGone(reply: Reply | undefined): boolean {
  return succeeded(reply) || statusOf(reply) === 404 || statusOf(reply) === 410;
}

/** Undefined where the answer does not say where it goes on, or names what is no upload and must not be cancelled. */
function uploadOf(reply: Reply): Upload | undefined {
  try {
    return isContent(reply.location) ? undefined : reply.upload;
  } catch {
    return undefined;
  }
}
