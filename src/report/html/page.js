"use strict";
(() => {
  const STEP = 100;
  const words = JSON.parse(document.getElementById("words").textContent);
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  const field = (id) => document.getElementById(id);

  // Spellings that a reader takes for one: marks, seats of hamza, final forms and digits fold alike.
  const LETTERS = { "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "گ": "غ", "پ": "ب", "چ": "ج", "ڤ": "ف", "ٱ": "ا" };
  const fold = (text) =>
    text.normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .replace(/[ىیةکگپچڤٱ]/g, (c) => LETTERS[c])
      .replace(/[٠-٩]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x0660 + 48))
      .replace(/[۰-۹]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x06f0 + 48));
  // Long vowels come and go in names that were written by ear.
  const skeleton = (text) => text.replace(/(?<=[\u0621-\u064a])[اوي](?=[\u0621-\u064a])/g, "");

  const items = [];
  for (const element of document.querySelectorAll(".finding")) {
    const { severity, rule, sources, verdict } = element.dataset;
    items.push({ id: element.id, element, event: element.closest(".event"), severity, rule, sources, verdict });
  }
  let articles = {};
  // What is not shown at once lies in the page, compressed.
  const unpack = async () => {
    const packed = document.getElementById("later").textContent;
    if (!packed) return;
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const later = JSON.parse(await new Response(stream).text());
    for (const [event, id, [severity, rule, sources, verdict], html] of later.findings) {
      items.push({ id, html, event: document.getElementById("e" + event), severity, rule, sources, verdict });
    }
    articles = later.articles;
  };
  const unescape = (text) =>
    text.replace(/&(amp|lt|gt|quot|#39);/g, (_, c) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[c]);
  const text = (item) => {
    if (item.text === undefined) {
      const shown = item.element ? item.element.textContent : unescape(item.html.replace(/<[^>]*>/g, ""));
      item.text = fold(shown + " " + (item.event.querySelector("h3")?.textContent ?? ""));
    }
    return item.text;
  };
  const bones = (item) => (item.bones ??= skeleton(text(item)));
  const element = (item) => {
    if (!item.element) {
      const template = document.createElement("template");
      template.innerHTML = item.html;
      item.element = template.content.firstElementChild;
    }
    return item.element;
  };

  let limit = STEP;
  const matching = () => {
    const asked = fold(field("q").value).split(/\s+/).filter(Boolean);
    const levels = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    const [rule, source, verdict] = ["rule", "source", "verdict"].map((id) => field(id).value);
    const holds = (item, word) =>
      text(item).includes(word) || (word.length > 3 && bones(item).includes(skeleton(word)));
    return items.filter((item) =>
      levels.has(item.severity) && (!rule || item.rule === rule) && (!verdict || item.verdict === verdict) &&
      (!source || item.sources.includes("|" + source + "|")) && asked.every((word) => holds(item, word)));
  };
  const apply = () => {
    const found = matching();
    const shown = new Set(found.slice(0, limit));
    const events = new Set();
    for (const item of items) {
      if (shown.has(item)) {
        element(item).hidden = false;
        // Moving it to the end keeps the order of the findings, since all that are shown are moved.
        item.event.append(item.element);
        events.add(item.event);
      } else if (item.element) {
        item.element.hidden = true;
      }
    }
    for (const section of document.querySelectorAll(".event")) section.hidden = !events.has(section);
    count.textContent = found.length
      ? words.count.replace("{shown}", shown.size).replace("{all}", found.length)
      : items.length ? words.none : "";
    more.hidden = found.length <= limit;
  };
  const fill = (details) => {
    if (articles[details.id]) {
      details.insertAdjacentHTML("beforeend", articles[details.id]);
      delete articles[details.id];
    }
  };
  const open = (id) => {
    const item = items.find((item) => item.id === id);
    if (item && !item.element) item.event.append(element(item));
    if (item) item.event.hidden = item.element.hidden = false;
    const target = document.getElementById(id);
    if (!target) return;
    if (target instanceof HTMLDetailsElement) {
      fill(target);
      target.open = true;
    }
    target.scrollIntoView();
  };

  // After the first findings are on the screen.
  const ready = new Promise((done) => setTimeout(() => unpack().then(done, done), 50));
  if (items.length) {
    form.hidden = false;
    let waiting = 0;
    const changed = async () => { await ready; limit = STEP; apply(); };
    form.addEventListener("input", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(changed, event.target.id === "q" ? 120 : 0);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(changed));
    more.addEventListener("click", async () => {
      await ready;
      const before = limit;
      limit += STEP;
      apply();
      const next = matching()[before]?.element;
      next?.setAttribute("tabindex", "-1");
      next?.focus();
    });
    count.textContent = words.count.replace("{shown}", items.length).replace("{all}", words.all);
    more.hidden = items.length >= words.all;
  }
  for (const details of document.querySelectorAll("details.article")) {
    details.addEventListener("toggle", async () => { await ready; fill(details); });
  }
  const follow = async () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!document.getElementById(id)) await ready;
    open(id);
  };
  addEventListener("hashchange", follow);
  if (location.hash) follow();

  // On paper nothing can be opened.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) { fill(details); details.open = true; }
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
})();
