// Makes the pictures of the README from the samples: `node tests/browser/pictures.mjs [PROGRAM]`. Needs Chromium.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "../..");
const program = resolve(process.argv[2] ?? join(root, "target/release/isnad"));
const pictures = join(root, "docs/pictures");
const folder = mkdtempSync(join(tmpdir(), "isnad-pictures-"));
mkdirSync(pictures, { recursive: true });
const report = (name, paths) => {
  try {
    const reports = ["--report", join(folder, name), "--lang", "ar", "--quiet"];
    execFileSync(program, ["check", ...paths, ...reports], { cwd: root, stdio: "ignore" });
  } catch (error) {
    if (error.status !== 1) throw error; // 1: there are findings
  }
  return join(folder, name);
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = pathToFileURL(report("findings.html", ["samples/quake", "samples/donors"])).href;
const picture = async (name, colorScheme, from) => {
  const tab = await browser.newPage({ colorScheme, viewport: { width: 1100, height: 640 }, reducedMotion: "reduce" });
  await tab.goto(page);
  await tab.evaluate((id) => document.getElementById(id).scrollIntoView(), from);
  await tab.screenshot({ path: join(pictures, name) });
  await tab.close();
};
await picture("findings-ar.png", "light", "findings");
await picture("matrix-ar-dark.png", "dark", "matrix");
await browser.close();
