import { Content } from "../../client/content.ts";
import type { Exchange, HeaderLine } from "../../client/exchange.ts";
import { type Report, verdicts } from "../../schemas/report.ts";
import { categories } from "../../specs/model.ts";
import { body, bodyOf, exchange, reportOf, result } from "./sample-report.ts";

/** A report of the size of a real run: 200 requirements over 600 exchanges, most of them uploads in a few steps. */
export function largeReport(requirements = 200, exchangeCount = 600): Report {
  const exchanges = Array.from({ length: exchangeCount }, (_, index) => uploadStep(index));
  const results = Array.from({ length: requirements }, (_, index) =>
    result({
      requirement: `area.requirement-${index}`,
      title: `The registry answers the request that number ${index} is about as the specification says`,
      category: categories[index % categories.length] ?? "base",
      verdict: index % 3 === 0 ? (verdicts[index % verdicts.length] ?? "pass") : "pass",
      message: "expected status 201, received status 202",
      expected: "status 201",
      received: "status 202",
      scenario: `scenario ${index % 80}`,
      exchanges: [0, 1, 2].map((offset) => `x${((index * 3 + offset) % exchangeCount) + 1}`),
    }),
  );
  return reportOf(results, exchanges);
}

const manifest = Content.json({ schemaVersion: 2, layers: Array(4).fill({ digest: `sha256:${"a".repeat(64)}` }) });
const headers: HeaderLine[] = [
  ["connection", "keep-alive"],
  ["user-agent", "oci-conformance/0.1.0"],
  ["Authorization", "Bearer ***"],
  ["Accept", "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json, */*;q=0.1"],
];

/** A POST, a PUT to its Location, a GET of what was pushed, and so on. */
function uploadStep(index: number): Exchange {
  const step = index % 3;
  const session = `/v2/acme/conformance/blobs/uploads/${index - step}?_state=${"abcdef0123456789".repeat(4)}`;
  const common = { id: `x${index + 1}`, scenario: `scenario ${Math.floor(index / 3) % 80}`, headers };
  const answers: HeaderLine[] = [
    ["Date", "Thu, 16 Jul 2026 09:00:00 GMT"],
    ["Docker-Distribution-Api-Version", "registry/2.0"],
    ["Docker-Content-Digest", manifest.digest],
    ["Location", session],
  ];
  const url = "https://registry.example/v2/acme/conformance";
  if (step === 0) return exchange({ ...common, method: "POST", url: `${url}/blobs/uploads/`, status: 202, answers });
  if (step === 1)
    return exchange({
      ...common,
      method: "PUT",
      url: `https://registry.example${session}&digest=${manifest.digest}`,
      body: bodyOf(manifest),
      status: 201,
      answers,
      more: { locationOf: `x${index}` },
    });
  return exchange({
    ...common,
    url: `${url}/blobs/${manifest.digest}`,
    answers,
    answer: body(manifest.bytes.toString()),
  });
}
