// The review page: keys that walk through the draft, the thread from a line to its words, and marking words on the page.
// htmx puts a new `#gennemgang` in place of the old one; everything here finds what it needs when it needs it.
import { marked, startMarking } from "./marking.js";

const page = () => document.getElementById("gennemgang");
const wide = matchMedia("(min-width: 60.01rem)");
let line = ""; // the name of the line one is at
let leave = ""; // the name of the line to come back to after a change

document.body.append(document.getElementById("taster").content.cloneNode(true));

function lines() {
  return [...page().querySelectorAll(".draft .en[data-line], .draft .thing")];
}

function nameOf(element) {
  return element?.closest("[data-line]")?.dataset.line ?? "";
}

// ── which line one is at, and where its words stand ─────────────────────────
function choose(name, { focus = false, scroll = true } = {}) {
  line = name;
  for (const one of page().querySelectorAll(".sel")) one.classList.remove("sel");
  const here = document.getElementById(`t-${name}`);
  here?.classList.add("sel");
  if (focus) here?.focus({ preventScroll: true });
  if (focus) here?.scrollIntoView({ block: "nearest" });
  const words = [...page().querySelectorAll(`#papir [data-line="${CSS.escape(name)}"]`)];
  for (const one of words) one.classList.add("sel");
  if (words[0] && scroll) show(words[0]);
  draw();
}

function show(element) {
  const sheet = element.closest(".sheet");
  const box = element.getBoundingClientRect();
  const frame = sheet.getBoundingClientRect();
  if (box.top < frame.top + 20 || box.bottom > frame.bottom - 20) {
    sheet.scrollTop += box.top - frame.top - frame.height / 3;
  }
}

// The thread from the words on the page to their line in the draft, as on the drawing in look/pages/gennemgang.html.
function draw() {
  const frame = page()?.querySelector(".rev");
  if (!frame) return;
  let svg = frame.querySelector(".thread");
  svg?.remove();
  const words = frame.querySelector("#papir .sel");
  const here = frame.querySelector(".draft .en.sel, .draft .thing.sel");
  if (!words || !here || !wide.matches) return;
  const o = frame.getBoundingClientRect();
  const a = words.getBoundingClientRect();
  const b = here.getBoundingClientRect();
  const sheet = words.closest(".sheet").getBoundingClientRect();
  const y1 = a.top + Math.min(a.height / 2, 10) - o.top;
  if (a.bottom < sheet.top || a.top > sheet.bottom || b.bottom < 0 || b.top > innerHeight) return;
  const y2 = b.top + Math.min(b.height / 2, 16) - o.top;
  const beside = [...frame.querySelectorAll("#papir .sel")].map((one) => one.getBoundingClientRect()).filter((one) => Math.abs(one.top - a.top) < 8);
  const x1 = Math.min(Math.max(...beside.map((one) => one.right)), sheet.right) - o.left;
  const x2 = b.left - o.left;
  const m = x2 - 12;
  const r = Math.min(6, Math.abs(y2 - y1) / 2);
  const s = y2 < y1 ? -r : r;
  svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "thread");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", `M${x1} ${y1}H${m - r}Q${m} ${y1} ${m} ${y1 + s}V${y2 - s}Q${m} ${y2} ${m + r} ${y2}H${x2}`);
  svg.append(path);
  frame.append(svg);
}

// ── what the keys do; `keyboard.js` clicks the buttons below the page ────────
function step(by) {
  const all = lines();
  const at = all.findIndex((one) => one.dataset.line === line);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next) choose(next.dataset.line, { focus: true });
}

function cycle(selector) {
  const all = [...page().querySelectorAll(selector)];
  if (!all.length) return;
  const at = all.indexOf(document.activeElement.closest?.(selector));
  const next = all[(at + 1) % all.length];
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "center" });
}

const DOES = {
  next: () => step(1),
  previous: () => step(-1),
  edit: () => {
    leave = line;
    document.getElementById(`t-${line}`)?.querySelector("[data-edit]")?.click();
  },
  place: () => {
    const link = document.getElementById(`t-${line}`)?.querySelector("[data-place]");
    if (link) visit(link);
  },
  finding: () => cycle(".finds li"),
  unread: () => cycle("[data-unread]"),
  mark: () => startMarking(page()),
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) DOES[button.dataset.do]?.();
});

// Words that stand on the page shown need no new page.
function visit(link) {
  const words = document.getElementById(link.dataset.place);
  if (words) {
    choose(link.dataset.place.slice(2));
    show(words);
  } else {
    leave = link.dataset.place.slice(2);
    link.click();
  }
}

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest("a[data-place]");
    if (link && document.getElementById(link.dataset.place)) {
      event.preventDefault();
      event.stopPropagation();
      visit(link);
    } else if (link) leave = link.dataset.place.slice(2);
    const form = event.target.closest("[data-cancel]")?.closest(".thing");
    if (form) leave = form.dataset.line;
    const words = event.target.closest("#papir a[data-line]");
    if (!words) return;
    leave = words.dataset.line;
    if (document.getElementById(`t-${leave}`)) {
      event.preventDefault();
      event.stopPropagation();
      choose(leave, { focus: true, scroll: false });
    }
  },
  true,
);

document.addEventListener("focusin", (event) => {
  const name = event.target.closest(".draft") ? nameOf(event.target) : "";
  if (name && name !== line) choose(name);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (document.getElementById("markeret")?.hidden === false) marked(page(), null);
    else event.target.closest?.(".thing")?.querySelector("[data-cancel]")?.click();
  }
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.(".thing");
  event.preventDefault();
  if (form) form.requestSubmit(form.querySelector(".primary"));
  else page().querySelector("[data-accept-all]")?.click();
});

// ── after a change: back to where one was ───────────────────────────────────
document.addEventListener("submit", (event) => {
  leave = nameOf(event.target) || leave;
});

function settle() {
  const told = page().querySelector("[data-focus]");
  const form = document.getElementById("ret");
  if (told) told.focus();
  else if (form) enter(form);
  else if (leave && document.getElementById(`t-${leave}`)) choose(leave, { focus: true });
  else if (leave && document.getElementById(`p-${leave}`)) choose(leave);
  else begin();
  leave = "";
}

function enter(form) {
  const name = form.dataset.field;
  const field = (name && form.elements[name]) || form.querySelector(".field :is(input, textarea, select)");
  field?.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
  form.classList.add("sel");
  const line = form.dataset.line;
  for (const one of page().querySelectorAll(`#papir [data-line="${CSS.escape(line ?? "")}"]`)) one.classList.add("sel");
  const words = line && page().querySelector("#papir .sel");
  if (words) show(words);
  draw();
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "gennemgang" || event.target?.id === "gennemgang") settle();
});
addEventListener("resize", draw);
addEventListener("scroll", draw, { passive: true });
document.addEventListener("scroll", (event) => event.target.classList?.contains("sheet") && draw(), { capture: true, passive: true });

const named = location.hash.slice(1);
if (named.startsWith("t-") || named.startsWith("p-")) choose(named.slice(2), { focus: named.startsWith("t-") });
else if (document.getElementById("ret")) {
  enter(document.getElementById("ret"));
  // Going to `#ret` the browser takes the focus away again when all is loaded.
  addEventListener("load", () => setTimeout(() => enter(document.getElementById("ret"))), { once: true });
} else begin();

// A text without pages begins where the item does.
function begin() {
  const name = page().querySelector(".draft").dataset.begin;
  const words = name && page().querySelector(`#papir [data-line="${CSS.escape(name)}"]`);
  if (words) show(words);
}
