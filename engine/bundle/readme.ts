import { conclusionOf } from "../../reporters/conclusion.ts";
import { shellWord } from "../../reporters/shell.ts";
import type { Report } from "../../schemas/report.ts";
import { digestsOf } from "./digests.ts";
import type { Product } from "./product.ts";

/** The README.md of a submission: what was found, and the commands that find it again. */
export function readmeOf(report: Report, { name = "", version = "", vendor = "" }: Partial<Product>): string {
  const { summary, tool, startedAt, results } = report;
  const { headline, detail } = conclusionOf(report);
  const digests = digestsOf(report);
  return `# ${name} ${version}

${headline}. ${detail}

| category | status |
| --- | --- |
${summary.categories.map(({ id, status }) => `| ${id} | ${status} |`).join("\n")}

## How to reproduce

Run ${name} ${version} as ${vendor} describes it, and against it, with Node 20.19 or later:

\`\`\`sh
${commandOf(report)}
\`\`\`

The verdicts follow from the recorded exchanges, which \`report.json.gz\` holds:

\`\`\`sh
npx oci-conformance@${tool.version} verify report.json.gz
\`\`\`

| what | which |
| --- | --- |
| suite | ${tool.name} ${tool.version} |
| requirements | ${results.length} |
| catalogue | ${digests.catalogue} |
| configuration | ${digests.configuration} |
| tested | ${startedAt.slice(0, 10)} |
`;
}

function commandOf({ tool, target, spec, configuration }: Report): string {
  const { credentials, insecure, privateCa, unixSocket, repository, secondRepository } = configuration;
  return [
    `npx oci-conformance@${tool.version} run ${shellWord(target.url)}`,
    `--spec ${spec.distribution}`,
    ...(target.product ? [`--product ${shellWord(target.product)}`] : []),
    ...(typeof repository === "string" ? [`--repository ${shellWord(repository)}`] : []),
    ...(typeof secondRepository === "string" ? [`--second-repository ${shellWord(secondRepository)}`] : []),
    ...(credentials === "username and password" ? ['--username "$USERNAME" --password "$PASSWORD"'] : []),
    ...(credentials === "token" ? ['--token "$TOKEN"'] : []),
    ...(insecure === true ? ["--insecure"] : []),
    ...(privateCa === true ? ["--ca ca.pem"] : []),
    ...(typeof unixSocket === "string" ? ["--unix-socket registry.sock"] : []),
  ].join(" \\\n  ");
}
