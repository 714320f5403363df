"use strict";
// Routes, the ledger's controls, and the highlighting of characters. Fragments come embedded (report) or from the server
// (explorer); both were escaped where they were made, and the page's policy lets no other script run.

const LINES = 60; // of the ledger, shown at a time
const explorer = document.body.dataset.mode === "explorer";
const ledger = document.getElementById("ledger");
const view = document.getElementById("view");
const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// ------------------------------------------------------------------ where fragments and lines come from

async function fragment(path) {
  if (explorer) {
    const answer = await fetch("/fragments/" + path);
    return answer.ok ? answer.text() : null;
  }
  const block = document.getElementById("view:" + path);
  return block ? JSON.parse(block.textContent) : null;
}

let index = null;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const ORDERS = {
  deficit: () => 0, // the index comes in this order, and sorting is stable
  date: (a, b) => compare(a.date, b.date),
  origins: (a, b) => a.origins[0] - b.origins[0] || a.origins[1] - b.origins[1],
};

async function lines(wanted, from) {
  if (explorer) {
    const query = new URLSearchParams({ ...wanted, once: wanted.once ? "1" : "", from, limit: LINES });
    const answer = await fetch("/fragments/ledger?" + query);
    return answer.json();
  }
  index ??= JSON.parse(document.getElementById("index").textContent);
  const words = fold(wanted.q).split(/\s+/).filter(Boolean);
  const fits = index.filter((line) =>
    (wanted.once || line.retold) &&
    (!wanted.verdict || line.verdict === wanted.verdict) &&
    words.every((word) => line.searched.includes(word)));
  fits.sort(ORDERS[wanted.sort]);
  return { total: fits.length, html: fits.slice(from, from + LINES).map((line) => line.html).join("") };
}

// ------------------------------------------------------------------ the ledger

const controls = find(".controls");
const entries = find(".entries");
let shown = 0, asked = 0;

function wanted() {
  const form = new FormData(controls);
  const pressed = find(".tally [aria-pressed=true]");
  return { q: form.get("q").trim(), sort: form.get("sort"), once: form.has("once"),
    verdict: pressed ? pressed.dataset.verdict : "" };
}

async function list(more = false) {
  const mine = ++asked;
  const found = await lines(wanted(), more ? shown : 0);
  if (mine !== asked) return; // the reader has typed on
  if (more) entries.insertAdjacentHTML("beforeend", found.html);
  else entries.innerHTML = found.html;
  shown = entries.children.length;
  find(".more").hidden = shown >= found.total;
  find(".nothing").hidden = found.total > 0;
  find(".status").textContent = found.total === 0 ? "" :
    `${shown.toLocaleString("en")} of ${found.total.toLocaleString("en")} ${found.total === 1 ? "claim" : "claims"}`;
}

if (controls) {
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("input", () => list());
  find(".more").addEventListener("click", () => list(true));
  find(".reset").addEventListener("click", () => {
    controls.reset();
    all(".tally button").forEach((button) => button.setAttribute("aria-pressed", "false"));
    list();
  });
  all(".tally button").forEach((button) => button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    all(".tally button").forEach((other) => other.setAttribute("aria-pressed", String(other === button && on)));
    list();
  }));
  list();
}

// ------------------------------------------------------------------ characters

// Offsets count code points; a script's strings count UTF-16 units.
const units = (text, points) => { let n = 0; for (const c of text) { if (points-- <= 0) break; n += c.length; } return n; };
const points = (text) => { let n = 0; for (const _ of text) n++; return n; };

function highlight(start, end) {
  let first = null;
  for (const piece of all("[data-s]", view)) {
    const at = Number(piece.dataset.s);
    if (at >= end) break;
    const node = piece.firstChild;
    if (!node || at + points(node.data) <= start) continue;
    const range = document.createRange();
    range.setStart(node, units(node.data, start - at));
    range.setEnd(node, units(node.data, end - at));
    const mark = document.createElement("mark");
    mark.className = "here";
    range.surroundContents(mark);
    first ??= mark;
  }
  if (first) {
    first.tabIndex = -1;
    first.scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
  }
  return first !== null;
}

// ------------------------------------------------------------------ routes

let turn = 0, ledgerScroll = 0, onLedger = true;

async function go() {
  const mine = ++turn;
  const [, path, range] = location.hash.match(/^#?\/?(.*?)(?:@(\d+-\d+))?$/);
  if (location.hash === "#main") return;
  if (onLedger) ledgerScroll = scrollY;
  onLedger = !path;
  all(".top nav a").forEach((link) => {
    const target = link.getAttribute("href").slice(2);
    const here = target === path || (target && path.startsWith(target.replace(/s$/, "") + "/")) ||
      (target === "passages" && path.startsWith("pair/")) || (target === "" && path.startsWith("claim/"));
    if (here) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  });
  if (!path) {
    ledger.hidden = false; view.hidden = true; view.replaceChildren();
    document.title = "firsthand: " + find("#answer").textContent;
    scrollTo(0, ledgerScroll);
    return;
  }
  ledger.hidden = true; view.hidden = false;
  let html = null, failed = false;
  const slow = setTimeout(() => { view.innerHTML = '<p class="busy" role="status">Opening …</p>'; }, 250);
  try { html = await fragment(path); } catch { failed = true; }
  clearTimeout(slow);
  if (mine !== turn) return;
  view.innerHTML = html ?? missing(path, failed);
  scrollTo(0, 0);
  const heading = find("h1", view);
  document.title = "firsthand: " + (heading ? heading.textContent : path);
  const [start, end] = (range || "").split("-").map(Number);
  if (!(end > start && highlight(start, end)) && heading) heading.focus({ preventScroll: true });
}

function missing(path, failed) {
  const reason = failed ? "The server does not answer. Is firsthand serve still running?"
    : explorer ? "There is nothing of this name in the case."
    : path.startsWith("document/") || path.startsWith("pair/") || path.startsWith("claim/")
      ? "This part was left out to keep the file light. Open the case with firsthand serve to see it."
      : "There is nothing of this name in the report.";
  return `<article><h1 tabindex="-1">Not in this page</h1><p class="empty">${reason} <a href="#/">Back to the ledger</a></p></article>`;
}

view.addEventListener("change", (event) => {
  const layer = event.target.dataset.layer;
  if (layer) find(".text", view).classList.toggle("hide-" + layer, !event.target.checked);
});
const texts = find(".texts");
if (texts) texts.addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = "#/search/" + encodeURIComponent(find("input", texts).value);
});
addEventListener("hashchange", go);
view.addEventListener("click", (event) => {
  const target = event.target.closest("[data-goto]");
  if (!target) return;
  event.preventDefault();
  const place = document.getElementById(target.dataset.goto);
  place.scrollIntoView();
  place.focus({ preventScroll: true });
});
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === "/" && controls) { event.preventDefault(); location.hash = "#/"; setTimeout(() => find("[name=q]").focus()); }
  if (event.key === "Escape" && !onLedger) location.hash = "#/";
});
if ("scrollRestoration" in history) history.scrollRestoration = "manual";
go();
