"use strict";
// What every page does with keys: lines are walked with j and k, opened with Enter; / searches, ? explains, Escape goes back
// to where the reader was. Nothing here is needed to read a page.

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const words = document.body.dataset;
const isShown = (element) => element.offsetParent !== null;

const LINES = ".line .what > a:first-child, .documents > li > a:first-of-type, .cards > li > a:first-child, .moments a, .tree .node blockquote a, .quotations blockquote a";

function walk(step) {
  const lines = all(LINES).filter(isShown);
  if (!lines.length) return;
  const at = lines.indexOf(document.activeElement);
  const next = lines[Math.min(lines.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : lines.length - 1) : at + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

const help = find("#keys");
const showKeys = () => { if (help && !help.open) help.showModal(); };
all("[data-keys]").forEach((button) => { button.hidden = false; button.addEventListener("click", showKeys); });

function press(selector) {
  const button = all(selector).filter(isShown)[0];
  if (button) button.click();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const field = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && !/^(radio|checkbox)$/.test(event.target.type);
  if (event.key === "Escape" && !(help && help.open)) {
    if (field) { event.target.blur(); return; }
    goBack();
    return;
  }
  if (field) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "a") press("[data-keep]");
  else if (event.key === "r") press("[data-discard]");
  else if (event.key === "?") showKeys();
  else if (event.key === "/") {
    const search = [...all(".controls input[type=search]"), ...all(".texts input[type=search]")].filter(isShown)[0];
    if (search) search.focus(); else if (typeof searchElsewhere === "function") searchElsewhere(); else return;
    event.preventDefault();
  }
});

document.addEventListener("change", (event) => {
  const layer = event.target.dataset.layer;
  const text = layer && event.target.closest(".reading").querySelector(".text");
  if (text) text.classList.toggle("hide-" + layer, !event.target.checked);
});
