// Takes the pictures in docs/screenshots/: the report and the site of the fleet's results, on a desktop and on a phone.
// Run by `npm run screenshots` after `npm run build`; another browser by CHROMIUM.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { readReport } from "../dist/engine/report-file.js";
import { makeSite } from "../dist/engine/site.js";
import { renderHtml } from "../dist/reporters/html.js";
import { reportsByVersion } from "../dist/schemas/judgements.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const pictures = join(root, "docs/screenshots");
const scratch = mkdtempSync(join(tmpdir(), "oci-conformance-"));

const desktop = { viewport: { width: 1200, height: 800 } };
const phone = { viewport: { width: 390, height: 800 }, isMobile: true };
const dark = { colorScheme: "dark" };

const shots = [
  { name: "report-desktop", page: "report.html", ...desktop },
  {
    name: "report-desktop-dark",
    page: "report.html#push.chunked.first-starts-at-zero",
    ...desktop,
    ...dark,
    viewport: { width: 1200, height: 620 },
  },
  { name: "report-phone", page: "report.html", ...phone },
  { name: "site-products-desktop", page: "site/index.html", ...desktop },
  { name: "site-products-phone", page: "site/index.html", at: ".scroll", ...phone },
  { name: "site-requirements-desktop", page: "site/matrix/1.1/discovery.html", ...desktop },
  { name: "site-requirements-phone", page: "site/matrix/1.1/discovery.html#verdict=fail", at: ".scroll", ...phone },
  { name: "site-requirement-desktop", page: "site/requirement/push.chunked.close-201.html", ...desktop },
  { name: "site-product-desktop-dark", page: "site/product/docker-registry.html", ...desktop, ...dark },
  { name: "site-product-phone", page: "site/product/docker-registry.html", ...phone },
  { name: "site-spec-desktop", page: "site/spec/1.1.html", ...desktop },
  { name: "site-capabilities-desktop", page: "site/capabilities.html", ...desktop },
  { name: "site-search-phone", page: "site/search.html#q=referrers", ...phone, ...dark },
];

const reports = reportsByVersion(readReport(join(root, "results/docker-registry-2.8.2/report.json.gz")));
writeFileSync(join(scratch, "report.html"), renderHtml(reports.find(({ spec }) => spec.distribution === "1.1")));
makeSite([join(root, "results"), ...process.argv.slice(2)], join(scratch, "site"));

mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  for (const { name, page: path, at, ...look } of shots) {
    const page = await browser.newPage(look);
    await page.goto(
      pathToFileURL(join(scratch, path.split("#")[0])).href + (path.includes("#") ? `#${path.split("#")[1]}` : ""),
    );
    const place = at && (await page.locator(at).first().boundingBox());
    const clip = place && { ...page.viewportSize(), x: 0, y: Math.max(0, place.y - 16) };
    await page.screenshot({
      path: join(pictures, `${name}.png`),
      animations: "disabled",
      ...(clip ? { clip, fullPage: true } : {}),
    });
    await page.close();
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
