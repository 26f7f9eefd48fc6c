// Drives a report in a headless browser: filters, search, keyboard, print, no request, no console error,
// no violation that axe-core finds. `node report.mjs PROGRAM [PICTURES]` also takes pictures.
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "../..");
const program = resolve(process.argv[2] ?? join(root, "target/release/isnad"));
const pictures = process.argv[3];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "isnad-browser-"));
const failed = [];
const holds = (what, condition, seen = "") => {
  console.log(`${condition ? "ok  " : "FAIL"} ${what}${condition ? "" : ` ${seen}`}`);
  if (!condition) failed.push(what);
};
// What a page does on its own time is waited for, so that a slow machine fails nothing.
const comes = async (what, condition) => {
  const until = Date.now() + 30_000;
  while (!(await condition()) && Date.now() < until) await new Promise((done) => setTimeout(done, 20));
  holds(what, await condition());
};

const report = (name, paths, lang) => {
  const file = join(folder, name);
  try {
    execFileSync(program, ["check", ...paths, "--report", file, "--lang", lang, "--quiet"], { cwd: root, stdio: "ignore" });
  } catch (error) {
    if (error.status !== 1) throw error; // 1: there are findings
  }
  return pathToFileURL(file).href;
};

const many = () => {
  const articles = join(folder, "many");
  mkdirSync(articles);
  for (let n = 0; n < 1250; n += 1) {
    const days = ["الأحد", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد", "الثلاثاء"];
    // The fifth of February 2024 was a Monday: each sentence is a finding.
    const lines = days.map((day, k) => `وصل الوفد رقم ${n}${k} إلى مدينة مسقط يوم ${day} ${k < 6 ? 5 : 12} فبراير 2024 لبدء المحادثات.`);
    writeFileSync(join(articles, `${n}.txt`), `---\npublisher: صحيفة ${n}\n---\nعنوان الخبر رقم ${n}\n\n${lines.join("\n\n")}\n`);
  }
  return articles;
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const open = async (url, options) => {
  const page = await browser.newPage(options);
  page.requests = [];
  page.complaints = [];
  page.on("request", (request) => request.url() === url || request.url().startsWith("data:") || page.requests.push(request.url()));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  await page.goto(url);
  return page;
};
const shown = (page) => page.locator(".finding:visible").count();
const check = async (page, name) => {
  holds(`${name}: nothing is asked of anybody`, page.requests.length === 0, page.requests);
  holds(`${name}: nothing is complained of`, page.complaints.length === 0, page.complaints);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  holds(`${name}: it is no wider than the screen`, wide <= 0, wide);
};

for (const lang of ["ar", "en"]) {
  const url = report(`${lang}.html`, ["samples"], lang);
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [390, 1440]) {
      const name = `${lang}-${colorScheme}-${width}`;
      const page = await open(url, { colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce", bypassCSP: true });
      await page.evaluate(axe);
      await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const found = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), tags);
      const told = found.violations.map((one) => `${one.id}: ${one.nodes.length} × ${one.nodes[0].html} ${one.nodes[0].failureSummary}`);
      holds(`${name}: axe-core finds no violation`, told.length === 0, told.join("\n"));
      await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = false; });
      await check(page, name);
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${name}.png`) });
        await page.locator("#matrix").scrollIntoViewIfNeeded();
        await page.evaluate(() => document.getElementById("matrix").scrollIntoView());
        await page.screenshot({ path: join(pictures, `${name}-matrix.png`) });
        await page.evaluate(() => { document.querySelector("details.article").open = true; document.getElementById("articles").scrollIntoView(); });
        await page.screenshot({ path: join(pictures, `${name}-articles.png`) });
      }
      await page.close();
    }
  }
}

{
  const page = await open(report("search.html", ["samples"], "ar"), { viewport: { width: 1440, height: 900 } });
  const all = await shown(page);
  const names = page.locator('.finding[data-rule="spelling-variant"]').first();
  const [written] = await names.locator("mark").allTextContents();
  // Another spelling of the name: hamza, final letters and a long vowel otherwise.
  const other = written.trim().split(/\s+/).at(-1).replace(/[أإآ]/g, "ا").replace(/ي(?=.$)/, "");
  await page.fill("#q", other);
  await comes(`a search for «${other}» finds «${written}»`, async () => await names.isVisible() && await shown(page) < all);
  await page.fill("#q", "لا يوجد شيء كهذا");
  await comes("a search without a match says so", async () => await shown(page) === 0 && (await page.textContent("#count")).length > 0);
  await page.click("#filters [type=reset]");
  await comes("all are shown again", async () => await shown(page) === all);
  await page.uncheck('[name=severity][value="note"]');
  await comes("a severity is filtered", async () => await shown(page) > 0 && await page.locator(".finding.note:visible").count() === 0);
  await page.click("#filters [type=reset]");
  const rule = await page.locator("#rule option").nth(1).getAttribute("value");
  await page.selectOption("#rule", rule);
  await comes("a check is filtered", async () => await shown(page) === await page.locator(`.finding[data-rule="${rule}"]:visible`).count());
  await page.click("#filters [type=reset]");

  await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); scrollTo(0, 0); });
  await page.keyboard.press("Tab");
  holds("the first key leads past the rest", await page.evaluate(() => document.activeElement.className) === "skip");
  await page.keyboard.press("Enter");
  holds("and goes there", await page.evaluate(() => location.hash) === "#findings");
  const reached = new Set();
  for (let n = 0; n < 200; n += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.localName));
  }
  holds("links and reasons are reached by keyboard", reached.has("a") && reached.has("summary"), [...reached]);
  const link = page.locator(".finding .place a").first();
  const target = await link.getAttribute("href");
  await link.focus();
  await page.keyboard.press("Enter");
  await comes("a place opens its article", async () => await page.locator(target).evaluate((details) => details.open));
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  holds("on paper all is open", await page.locator("details:not([open])").count() === 0);
  holds("on paper there are no filters", !(await page.isVisible("#filters")));
  const pdf = await page.pdf({ format: "A4" });
  holds("it prints", pdf.length > 10_000);
  await check(page, "search");
  await page.close();
}

{
  // The other spelling stands nowhere in the page.
  const articles = join(folder, "names");
  mkdirSync(articles);
  const toll = (agency, n) => `قالت وكالة ${agency} إن ${n} عاملا قتلوا في انهيار الجسر في مدينة الكوت قبيل زيارة أنتوني بلينكين.`;
  writeFileSync(join(articles, "a.txt"), toll("رويترز", 14));
  writeFileSync(join(articles, "b.txt"), toll("الأناضول", 41));
  const day = "وصل الوفد إلى مدينة مسقط يوم الجمعة 6 فبراير 2024 لبدء المحادثات.";
  writeFileSync(join(articles, "c.txt"), day);
  const page = await open(report("names.html", [articles], "ar"), { viewport: { width: 1440, height: 900 } });
  const all = await shown(page);
  for (const [asked, found] of [["بلينكن", true], ["بلنكين", true], ["انتونى", true], ["بلينغن", false]]) {
    await page.fill("#q", asked);
    const row = page.locator('.finding[data-rule="figure-conflict"]').first();
    const told = `a search for «${asked}» ${found ? "finds" : "does not find"} «بلينكين»'s row`;
    await comes(told, async () => all > 1 && await row.isVisible() === found && await shown(page) === (found ? 1 : 0));
  }
  await check(page, "names");
  await page.close();
}

{
  const url = report("many.html", [many()], "ar");
  const page = await open(url, { viewport: { width: 1440, height: 900 } });
  // Machines differ: the time is told and not judged. What makes the page fast is held: few rows are laid out.
  const opened = Date.now();
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const told = await page.textContent("#count");
  holds(`ten thousand findings open (${Date.now() - opened} ms; ${told})`, /\b1?\d{4,}\b/.test(told), told);
  holds("a hundred of them are laid out", await shown(page) === 100);
  await page.fill("#q", "الوفد رقم 12347");
  await comes("and are searched", async () => await shown(page) >= 1 && await shown(page) < 20);
  await check(page, "many");
}
await browser.close();
console.log(failed.length ? `${failed.length} failed` : "all hold");
process.exitCode = failed.length ? 1 : 0;
