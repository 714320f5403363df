// The explorer's pages work without this: it searches while one types, goes back to the line one came from, and takes
// files that are dropped.

document.documentElement.classList.add("scripted");

// ------------------------------------------------------------------ lists that are searched while one types

let asked = 0, wait = 0;

async function refresh(form) {
  const mine = ++asked;
  const given = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value && !(name === "sort" && value === "deficit")) given.append(name, value);
  const address = form.getAttribute("action") + (String(given) ? "?" + given : "");
  let page;
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch { form.submit(); return; }
  if (mine !== asked) return; // the reader has typed on
  history.replaceState(null, "", address);
  const here = form.parentElement, there = find("form[data-live]", page)?.parentElement;
  if (!there) { location.reload(); return; }
  const old = [];
  for (let node = form.nextSibling; node; node = node.nextSibling) old.push(node);
  old.forEach((node) => node.remove());
  for (let node = find("form[data-live]", there).nextSibling; node;) { const next = node.nextSibling; here.append(node); node = next; }
}

all("form[data-live]").forEach((form) => {
  form.addEventListener("input", (event) => {
    clearTimeout(wait);
    wait = setTimeout(() => refresh(form), event.target.type === "search" ? 120 : 0);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); refresh(form); });
});

// ------------------------------------------------------------------ back to where the reader was

const memory = (() => { try { return sessionStorage; } catch { return null; } })();
const isList = Boolean(find("form[data-live]"));

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !memory || !isList) return;
  memory.setItem("list", location.pathname + location.search);
  memory.setItem("line", link.getAttribute("href"));
});

addEventListener("pageshow", () => {
  if (!memory || !isList || memory.getItem("list") !== location.pathname + location.search) return;
  const line = memory.getItem("line");
  const link = line && all(LINES).find((candidate) => candidate.getAttribute("href") === line);
  if (link) { link.focus({ preventScroll: true }); link.scrollIntoView({ block: "center" }); memory.removeItem("line"); }
});

function goBack() {
  if (isList) return;
  const from = memory && memory.getItem("list");
  const link = find("[data-return]");
  location.href = from && (!link || new URL(link.href).pathname === from.split("?")[0] || from.split("?")[0] === "/") ? from
    : link ? link.href : "/";
}

all("[data-return]").forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); goBack(); }));
all("[data-goto]").forEach((link) => link.addEventListener("click", () => find("#" + link.dataset.goto)?.focus()));

// ------------------------------------------------------------------ decisions: the count changes where one looks

async function look(place, address, sent) {
  let page, answer;
  try {
    answer = await fetch(address, sent);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch { location.reload(); return; }
  const told = find("article.change-page", page) || find("main", page);
  all("h1, .kicker, [id]", told).forEach((node) => node.matches(".kicker") ? node.remove() : node.removeAttribute("id"));
  const held = place.contains(document.activeElement) && document.activeElement.name;
  if (place.innerHTML !== told.innerHTML) {
    place.replaceChildren(...told.childNodes);
    if (held) find(`button[name="${held}"]`, place)?.focus({ preventScroll: true });
  }
  if (find("meta[http-equiv=refresh]", page)) setTimeout(() => look(place, answer.url), 1000);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form.decide") || !form.closest("article.claim")) return;
  event.preventDefault();
  const given = new URLSearchParams(new FormData(form));
  if (event.submitter?.name) given.append(event.submitter.name, event.submitter.value);
  all(".change-page.here").forEach((old) => old.remove());
  const place = document.createElement("div");
  place.className = "change-page here";
  place.setAttribute("role", "status");
  (form.closest(".edge") || form).after(place);
  look(place, form.getAttribute("action"), { method: "POST", body: given });
});

// ------------------------------------------------------------------ files that are dropped

all("[data-drop]").forEach((form) => {
  const field = find("input[type=file]", form);
  for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
});

const opened = find("#here");
if (opened) { opened.tabIndex = -1; opened.scrollIntoView({ block: "center" }); opened.focus({ preventScroll: true }); }
