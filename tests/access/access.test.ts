import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf, type Wishes } from "../../engine/configuration.ts";
import { pushSeed } from "../../engine/seed.ts";
import type { Report } from "../../schemas/report.ts";
import { freePort, type Running } from "../fleet/launch.ts";
import { makeCertificates, selfSigned } from "./certificates.ts";
import { startDelay, startForwardProxy, startNginx, startSplit } from "./front-ends.ts";
import { type Behind, startBehind } from "./registry.ts";
import { replicate } from "./replica.ts";
import { type Grant, serveTokens } from "./token-server.ts";

const programs = ["docker-registry", "nginx", "haproxy", "tinyproxy", "htpasswd", "openssl"];
const missing = programs.filter((program) => spawnSync("which", [program]).status !== 0);

const login = { username: "conformance", password: "hunter2-and-more" };
const basic = Buffer.from(`${login.username}:${login.password}`).toString("base64");

/** A way to the registry. */
interface Way {
  /** Starts what it takes; everything that was started, the registry first. */
  start(): Promise<{
    url: string;
    started: [Behind, ...{ stop(): Promise<void> }[]];
    wishes?: Wishes;
    environment?: Record<string, string>;
  }>;
  /** Verdicts that are others than by direct access, and why that is right: `direct → here`. */
  differences?: Record<string, string>;
}

let folder: string;
let certificates: ReturnType<typeof makeCertificates>;
const running: { stop(): Promise<void> }[] = [];

const front = async (start: (registry: Running) => Promise<Running>): ReturnType<Way["start"]> => {
  const registry = await startBehind();
  const before = await start(registry);
  return { url: before.url, started: [registry, before] };
};

const pass = (to = "http://registry") => `location / { proxy_pass ${to}; }`;

/** Whoever asks for credentials is judged by how. */
const judgedByItsChallenge = {
  "auth.challenge-401": "skip → pass",
  "auth.retry-succeeds": "skip → pass",
  "base.v2.auth-probe": "skip → info",
  "errors.code.unauthorized": "skip → pass",
};

const everything = ({ credentials, actions }: Grant) => (credentials === basic ? actions : []);

/** A registry that wants tokens, and the server that grants them. */
async function behindTokens(allowed: (grant: Grant) => string[], lifetime?: number) {
  const signing = selfSigned(folder);
  const tokens = await serveTokens(signing, allowed, lifetime);
  const members = `realm: "${tokens.realm}", service: test-registry, issuer: test-issuer, rootcertbundle: ${signing.file}`;
  const registry = await startBehind({ auth: `{token: {${members}}}` });
  const started: [Behind, typeof tokens] = [registry, tokens];
  return { url: registry.url, started, wishes: login };
}

const ways: Record<string, Way> = {
  "a password": {
    differences: judgedByItsChallenge,
    start: async () => {
      const file = join(folder, "htpasswd");
      writeFileSync(file, spawnSync("htpasswd", ["-Bbn", login.username, login.password], { encoding: "utf8" }).stdout);
      const registry = await startBehind({ auth: `{htpasswd: {realm: r, path: ${file}}}` });
      return { url: registry.url, started: [registry], wishes: login };
    },
  },
  "a token server": {
    differences: judgedByItsChallenge,
    start: () => behindTokens(everything),
  },
  "tokens that last a second": {
    differences: judgedByItsChallenge,
    start: () => behindTokens(everything, 1),
  },
  TLS: {
    start: async () => {
      const { ca, server } = certificates;
      const registry = await startBehind({ http: [`tls: {certificate: ${server.cert}, key: ${server.key}}`] });
      return { url: registry.url, started: [registry], wishes: { ca } };
    },
  },
  "mutual TLS": {
    start: async () => {
      const { ca, server, client } = certificates;
      const tls = `tls: {certificate: ${server.cert}, key: ${server.key}, clientcas: [${ca}]}`;
      const registry = await startBehind({ http: [tls] });
      return { url: registry.url, started: [registry], wishes: { ca, ...client } };
    },
  },
  "a forward proxy": {
    start: async () => {
      const [registry, proxy] = await Promise.all([startBehind(), startForwardProxy()]);
      return { url: registry.url, started: [registry, proxy], environment: { http_proxy: proxy.url, no_proxy: "" } };
    },
  },
  "TLS through a forward proxy": {
    start: async () => {
      const { ca, server } = certificates;
      const http = [`tls: {certificate: ${server.cert}, key: ${server.key}}`];
      const [registry, proxy] = await Promise.all([startBehind({ http }), startForwardProxy()]);
      return {
        url: registry.url,
        started: [registry, proxy],
        wishes: { ca },
        environment: { https_proxy: proxy.url, no_proxy: "" },
      };
    },
  },
  nginx: { start: () => front(({ url }) => startNginx(url, () => [pass()])) },
  "a Unix socket": {
    start: async () => {
      const registry = await startBehind();
      const unixSocket = join(folder, "registry.sock");
      const before = await startNginx(registry.url, () => [pass()], [], `unix:${unixSocket}`);
      // Nothing listens at the address: what does not go to the socket, by whichever way, does not come through.
      return { url: "http://localhost:1", started: [registry, before], wishes: { unixSocket } };
    },
  },
  "nginx that offers HTTP/2, in HTTP/1.1": {
    start: async () => {
      const { ca, server } = certificates;
      const registry = await startBehind();
      const port = await freePort();
      const lines = [
        `ssl_certificate ${server.cert}; ssl_certificate_key ${server.key};`,
        "location / { proxy_pass http://registry; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header Host $http_host; }",
      ];
      const before = await startNginx(registry.url, () => lines, [], `127.0.0.1:${port} ssl http2`);
      return { url: `https://127.0.0.1:${port}`, started: [registry, before], wishes: { ca } };
    },
  },
  "a path prefix by nginx": {
    start: async () => {
      const { url, started } = await front(({ url: registry }) =>
        startNginx(registry, () => [
          "location /prefix/ { proxy_pass http://registry/; proxy_redirect ~^(https?://[^/]+)?/(v2/.*)$ http://$http_host/prefix/$2; }",
        ]),
      );
      return { url: `${url}/prefix`, started };
    },
  },
  "blobs redirected by nginx": {
    differences: {
      // The 404 comes from where the redirect leads, which is no registry's endpoint any more.
      "errors.code.blob-unknown": "pass → skip",
      "pull.blob.range-on-redirect": "skip → pass",
    },
    start: () =>
      front(({ url }) =>
        startNginx(url, () => [
          `location ~ ^/v2/.+/blobs/sha256: { if ($request_method ~ ^(GET|HEAD)$) { return 307 ${url}$request_uri; } proxy_pass http://registry; }`,
          pass(),
        ]),
      ),
  },
  "latency by haproxy": { start: () => front(({ url }) => startDelay(url, 50)) },
  "a rate limit by nginx": {
    differences: {
      "errors.429.retry-after": "skip → pass",
      "errors.code.too-many-requests": "skip → pass",
    },
    start: () =>
      front(({ url }) =>
        startNginx(
          url,
          () => [
            "location / { limit_req zone=z burst=20 nodelay; proxy_pass http://registry; }",
            "error_page 429 = @throttled;",
            'location @throttled { default_type application/json; add_header Retry-After 1 always; return 429 \'{"errors":[{"code":"TOOMANYREQUESTS","message":"slow down"}]}\'; }',
          ],
          ["limit_req_zone $binary_remote_addr zone=z:1m rate=60r/s; limit_req_status 429;"],
        ),
      ),
  },
};

async function report(url: string, wishes: Wishes = {}, environment: Record<string, string> = {}): Promise<Report> {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  try {
    return await conductRun(configurationOf({ registry: url, spec: "edge", storedCredentials: false, ...wishes }, {}));
  } finally {
    process.env = before;
  }
}

/** A session whose last PUT was refused: docker-registry took its bytes, and gives no Location at which it goes on. */
const withoutLocation = "upload: DELETE answered 404 BLOB_UPLOAD_INVALID";

/** What the report says is left, as the registry has it; and why, each reason once. */
function leftBy({ cleanup }: Report) {
  const all = cleanup?.left ?? [];
  const nameOf = (reference: string) => reference.replace(/^.*\/uploads\/|\?.*$/g, "");
  // Which pushes docker-registry fails in, and so leaves in doubt, is not the same each time.
  const plain = (reason: string) => reason.replace(", if it is there at all", "");
  return {
    left: all.map(({ kind, repository, reference }) => `${kind} ${repository} ${nameOf(reference)}`).sort(),
    reasons: [...new Set(all.map(({ kind, reason }) => `${kind}: ${plain(reason)}`))].sort(),
  };
}

/** There is no more than there was, which was nothing. */
function expectGone(registry: Behind, through: Report): void {
  const { left, reasons } = leftBy(through);
  expect(registry.holds().sort()).toEqual(left);
  expect(reasons).toEqual([withoutLocation]);
}

const verdictsOf = ({ results }: Report) => new Map(results.map(({ requirement, verdict }) => [requirement, verdict]));

function differencesFrom(direct: ReturnType<typeof verdictsOf>, through: Report): Record<string, string> {
  const found = [...verdictsOf(through)].filter(([id, verdict]) => verdict !== direct.get(id));
  return Object.fromEntries(found.map(([id, verdict]) => [id, `${direct.get(id)} → ${verdict}`]));
}

describe.skipIf(missing.length > 0)("docker-registry, reached", () => {
  let direct: ReturnType<typeof verdictsOf>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "oci-conformance-access-"));
    certificates = makeCertificates(folder);
    const registry = await startBehind();
    direct = verdictsOf(await report(registry.url));
    await registry.stop();
  });
  afterAll(async () => {
    for (const each of running) await each.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(Object.entries(ways))(
    "by %s, gets the verdicts of direct access",
    async (_, { start, differences = {} }) => {
      const { url, started, wishes, environment } = await start();
      try {
        const through = await report(url, wishes, environment);
        expect(differencesFrom(direct, through)).toEqual(differences);
        expectGone(started[0], through);
        const told = JSON.stringify(through);
        for (const secret of [login.password, basic]) expect(told).not.toContain(secret);
      } finally {
        for (const each of started) await each.stop();
      }
    },
  );

  test("by a load balancer that reads from a replica which lags, gets the verdicts of direct access when it is given time", async () => {
    const [first, second] = [join(folder, "first"), join(folder, "second")];
    const [writer, reader] = await Promise.all([startBehind({ store: first }), startBehind({ store: second })]);
    const balancer = await startSplit(writer.url, reader.url);
    const replica = replicate(first, second, 150);
    try {
      const hasty = await report(balancer.url, { only: ["pull.*"] });
      expect(hasty.summary.conformant).toBe(false);
      const patient = await report(balancer.url, { settle: 6 });
      expect(differencesFrom(direct, patient)).toEqual({});
      expectGone(writer, patient);
    } finally {
      for (const each of [replica, balancer, reader, writer]) await each.stop();
    }
  });

  test("through a pull-through cache, what was pushed upstream is found to be pulled as it should be", async () => {
    const upstream = await startBehind();
    const cache = await startBehind({ upstream: upstream.url });
    try {
      const place = { repository: "team/app", storedCredentials: false };
      await pushSeed(configurationOf({ registry: upstream.url, ...place, seedOnly: true }, {}));
      const before = upstream.holds();
      const through = await report(cache.url, { ...place, useSeed: true });
      expect(before).toHaveLength(4);
      expect(upstream.holds()).toEqual(before);
      expect(new Set(through.exchanges.map(({ request }) => request.method))).toEqual(new Set(["GET", "HEAD"]));
      expect(through.results.filter(({ verdict }) => verdict === "pass").length).toBeGreaterThan(25);
      // What is absent upstream is answered with 500: see results/docker-registry-2.8.2.
      const broken = through.results.filter(({ verdict }) => verdict === "fail").map(({ requirement }) => requirement);
      expect(broken).toEqual(["pull.manifest.get-404", "pull.manifest.head-404", "pull.unknown-repo-404"]);
    } finally {
      await cache.stop();
      await upstream.stop();
    }
  });

  test.each([
    [
      "one repository only",
      (grant: Grant) => (grant.repository === "team/app" ? grant.actions : []),
      ["blob", "manifest"].map((kind) => `${kind}: others may have pushed the same`).concat(withoutLocation),
    ],
    [
      "no deletion",
      (grant: Grant) => grant.actions.filter((action) => action !== "delete" && action !== "*"),
      [
        "blob: DELETE answered 401",
        "blob: others may have pushed the same",
        "manifest: DELETE answered 401",
        "manifest: others may have pushed the same",
        "tag: DELETE answered 401",
        "upload: DELETE answered 401",
      ],
    ],
    ["pulling only", (grant: Grant) => grant.actions.filter((action) => action === "pull"), []],
  ])("by an account with the right to %s, is found to break nothing more", async (_, allowed, whyLeft) => {
    const { url, started, wishes } = await behindTokens((grant) => (grant.credentials === basic ? allowed(grant) : []));
    try {
      const through = await report(url, { ...wishes, repository: "team/app" });
      const worse = through.results
        .filter(
          ({ requirement, verdict }) =>
            ["fail", "warn", "error"].includes(verdict) && verdict !== direct.get(requirement),
        )
        .map(({ requirement, verdict, message }) => `${requirement}: ${verdict}: ${message}`);
      expect(worse).toEqual([]);
      const { left, reasons } = leftBy(through);
      expect(started[0].holds().filter((each) => !left.includes(each))).toEqual([]);
      expect(reasons).toEqual(whyLeft);
    } finally {
      for (const each of started) await each.stop();
    }
  });
});

if (missing.length > 0) test("the ways to a registry", ({ skip }) => skip(`not installed: ${missing.join(", ")}`));
