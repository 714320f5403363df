// The report: the views lie in the page as text until one is opened; the ledger's lines are sorted and searched here.

const STEP = 60; // lines of the ledger, shown at a time
const home = find(".home");
const view = find("#view");
const hidden = new Map(all("noscript[data-view]").map((block) => [block.dataset.view, block]));

// ------------------------------------------------------------------ the ledger

const index = JSON.parse(find("#index").textContent);
const controls = find(".controls", home);
const entries = find(".entries", home);
const rest = find("#all-lines");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const ORDERS = {
  deficit: () => 0, // the index comes in this order, and sorting is stable
  date: (a, b) => compare(a.date, b.date),
  origins: (a, b) => a.origins[0] - b.origins[0] || a.origins[1] - b.origins[1],
};
let html = null, shown = 0, found = [];

function lineOf(entry) {
  html ??= rest.textContent.replace(/^\s*<ol[^>]*>/, "").replace(/<\/ol>\s*$/, "").split("<!--|-->");
  return html[index.indexOf(entry)];
}

function list(more = false) {
  const form = new FormData(controls);
  const given = (name) => (form.get(name) || "").trim();
  const sought = fold(given("q")).split(/\s+/).filter(Boolean);
  if (!more) {
    found = index.filter((line) => (form.has("once") || line.retold) && (!given("verdict") || line.verdict === given("verdict"))
      && ["language", "outlet", "source"].every((name) => !given(name) || line[name].includes(given(name)))
      && ["unattributed", "anonymous", "contradictory"].every((name) => !form.has(name) || line[name])
      && !form.has("decided") && sought.every((word) => line.searched.includes(word)));
    found.sort(ORDERS[given("sort")]);
    entries.replaceChildren();
    shown = 0;
  }
  const next = found.slice(shown, shown + STEP);
  entries.insertAdjacentHTML("beforeend", next.map(lineOf).join(""));
  shown += next.length;
  button.hidden = shown >= found.length;
  find(".status", home).textContent = found.length ? words.shown.replace("{n}", shown).replace("{total}", found.length) : words.nothing;
}

const button = document.createElement("button");
if (controls && entries && rest) {
  button.type = "button"; button.className = "more"; button.textContent = words.more;
  button.addEventListener("click", () => list(true));
  entries.after(button);
  controls.addEventListener("submit", (event) => { event.preventDefault(); list(); });
  controls.addEventListener("input", () => list());
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
  if (first) { first.tabIndex = -1; first.scrollIntoView({ block: "center" }); first.focus({ preventScroll: true }); }
  return first !== null;
}

// ------------------------------------------------------------------ routes

let homeScroll = 0, atHome = true, left = null;
const SECTION = { claim: "", fact: "facts", source: "sources", document: "documents", pair: "documents", passages: "documents", originals: "sources" };

function go() {
  if (location.hash === "#main") return;
  const row = location.hash.match(/^#row-\d+$/);
  if (row) { find(location.hash)?.focus(); return; }
  const [, path, range] = location.hash.match(/^#?\/?(.*?)(?:@(\d+-\d+))?$/);
  if (atHome) { homeScroll = scrollY; }
  const name = path.split("/")[0], section = SECTION[name] ?? name;
  all(".top nav a").forEach((link) => {
    if (link.getAttribute("href").slice(2) === section) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  });
  atHome = !path;
  home.hidden = !atHome; view.hidden = atHome;
  if (atHome) {
    view.replaceChildren();
    document.title = find("h1", home).textContent + " · firsthand";
    scrollTo(0, homeScroll);
    const link = left && all(LINES, home).find((candidate) => candidate.getAttribute("href") === left);
    if (link) link.focus({ preventScroll: true });
    return;
  }
  left = left === null || all(LINES, home).some((link) => link.getAttribute("href") === location.hash) ? location.hash : left;
  const block = hidden.get("/" + path);
  if (block) view.innerHTML = block.textContent;
  else {
    view.innerHTML = '<article><h1 tabindex="-1"></h1><p class="empty"><a href="#/"></a></p></article>';
    find("h1", view).textContent = words.missing;
    find("a", view).textContent = words.back;
  }
  all("[id]", view).forEach((element) => { if (element.id === "/" + path) element.removeAttribute("id"); });
  scrollTo(0, 0);
  const heading = find("h1", view);
  document.title = heading.textContent + " · firsthand";
  const [start, end] = (range || "").split("-").map(Number);
  if (!(end > start && highlight(start, end))) heading.focus({ preventScroll: true });
}

function goBack() { if (!atHome) location.hash = "#/"; }
function searchElsewhere() { location.hash = "#/"; setTimeout(() => find("[name=q]", home).focus()); }

addEventListener("hashchange", go);
view.addEventListener("click", (event) => {
  const target = event.target.closest("[data-return], [href^='#row-']");
  if (!target) return;
  event.preventDefault();
  if (target.matches("[data-return]")) { location.hash = target.getAttribute("href"); return; }
  const place = find(target.getAttribute("href"), view);
  if (place) { place.scrollIntoView(); place.focus({ preventScroll: true }); }
});

// Printing prints every claim and fact, not only the ledger.
let printed = null;
addEventListener("beforeprint", () => {
  if (!atHome) return;
  printed = document.createElement("div");
  printed.innerHTML = Array.from(hidden).filter(([name]) => /^\/(claim|fact)\//.test(name)).map(([, block]) => block.textContent).join("");
  home.after(printed);
});
addEventListener("afterprint", () => { printed?.remove(); printed = null; });
if ("scrollRestoration" in history) history.scrollRestoration = "manual";
go();
