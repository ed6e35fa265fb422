// Marking words on the page: with the pointer on a picture or in a text, with the arrows and Shift in a text.
// Places count in code points of the whole text; what may not be read has none.
const NAMESPACE = "http://www.w3.org/2000/svg";

// Shows what can be done with marked words: null hides it again.
export function marked(root, found) {
  const form = document.getElementById("markeret");
  root.classList.remove("marking");
  root.querySelector(".paper .drag")?.remove();
  if (!form) return;
  form.hidden = !found;
  if (!found) return;
  form.querySelector(".said").textContent = `”${found.text.length > 300 ? `${found.text.slice(0, 299)}…` : found.text}”`;
  form.elements.ord.value = `${found.start}-${found.end}`;
  const field = document.getElementById("ret")?.querySelector("[data-last]") ?? firstField();
  const into = form.querySelector("[data-into]");
  into.hidden = !field;
  if (!field) return;
  into.querySelector("span").textContent = field.labels?.[0]?.textContent.trim() ?? "";
  into.onclick = () => put(root, field, found);
}

function firstField() {
  return document.getElementById("ret")?.querySelector(".field :is(textarea, input:not([type=checkbox]))");
}

function put(root, field, found) {
  const form = field.form;
  if (field.tagName === "TEXTAREA" || ["text", ""].includes(field.type)) field.value = found.text;
  form.elements.marked.value = `${found.start}-${found.end}`;
  if (form.elements.marked_field) form.elements.marked_field.value = field.name;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  marked(root, null);
  field.focus();
}

document.addEventListener("focusin", (event) => {
  const form = event.target.closest?.("#ret");
  if (!form || !event.target.name) return;
  form.querySelector("[data-last]")?.removeAttribute("data-last");
  event.target.dataset.last = "";
});

// ── in a text: what the browser itself has selected ─────────────────────────
function place(node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-at]");
  if (!piece) return null;
  const range = document.createRange();
  range.selectNodeContents(piece);
  range.setEnd(node, offset);
  return Number(piece.dataset.at) + [...range.toString()].length;
}

function fromSelection() {
  const selection = getSelection();
  const sheet = document.querySelector(".sheet.written");
  if (!sheet || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!sheet.contains(range.startContainer) || !sheet.contains(range.endContainer)) return null;
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  const text = range.toString();
  return start !== null && end !== null && start < end && text.trim() ? { start, end, text: text.trim() } : null;
}

document.addEventListener("pointerup", () => {
  setTimeout(() => {
    const found = fromSelection();
    if (found) marked(document.getElementById("gennemgang"), found);
  });
});

// ── on a picture: from one word to another ──────────────────────────────────
let words = { of: null, all: [] };

function wordsOf(root) {
  const told = root.querySelector("#ordene");
  if (told && words.of !== told) words = { of: told, all: JSON.parse(told.textContent) };
  return told ? words.all : [];
}

function at(svg, event) {
  const matrix = svg.getScreenCTM();
  return matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()) : null;
}

function nearest(all, point) {
  let best = -1;
  let least = 12; // points: further away nothing is meant
  all.forEach(([, , left, top, right, bottom], index) => {
    const dx = Math.max(left - point.x, point.x - right, 0);
    const dy = Math.max(top - point.y, point.y - bottom, 0);
    const away = Math.hypot(dx, 2 * dy);
    if (away < least) [best, least] = [index, away];
  });
  return best;
}

function paint(svg, some) {
  svg.querySelector(".drag")?.remove();
  const group = document.createElementNS(NAMESPACE, "g");
  group.setAttribute("class", "drag");
  for (const [, , left, top, right, bottom] of some) {
    const rect = document.createElementNS(NAMESPACE, "rect");
    for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top })) rect.setAttribute(name, value);
    group.append(rect);
  }
  svg.append(group);
}

let drag = null;

document.addEventListener("pointerdown", (event) => {
  const svg = event.target.closest?.("svg.paper");
  if (!svg || event.button !== 0 || event.pointerType === "touch") return;
  const all = wordsOf(svg.closest("#gennemgang"));
  const point = at(svg, event);
  const first = point ? nearest(all, point) : -1;
  if (first >= 0) drag = { svg, all, first, last: first, x: event.clientX, y: event.clientY, moved: false };
});
document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 5) return;
  drag.moved = true;
  event.preventDefault();
  const last = nearest(drag.all, at(drag.svg, event));
  if (last >= 0) drag.last = last;
  paint(drag.svg, chosen());
});
document.addEventListener("pointerup", () => {
  if (!drag) return;
  const { moved, svg } = drag;
  const some = chosen();
  drag = null;
  if (!moved || !some.length) return;
  svg.addEventListener("click", (event) => { event.preventDefault(); event.stopPropagation(); }, { capture: true, once: true });
  take(svg, some);
});
document.addEventListener("dragstart", (event) => event.target.closest?.("svg.paper") && event.preventDefault());

function chosen() {
  const [from, to] = [drag.first, drag.last].sort((a, b) => a - b);
  const first = drag.all[from][0];
  const last = drag.all[to][1];
  return drag.all.filter(([start, end]) => start >= first && end <= last);
}

// What was marked, with the words as the text of the page has them.
function take(svg, some) {
  const root = svg.closest("#gennemgang");
  const start = Math.min(...some.map(([first]) => first));
  const end = Math.max(...some.map(([, last]) => last));
  const { base, text } = JSON.parse(root.querySelector("#sidetekst").textContent);
  const quoted = [...text].slice(start - base, end - base).join("").replace(/\s+/g, " ");
  marked(root, { start, end, text: quoted });
  paint(svg, some);
}

// ── with the keyboard: `m`, then arrows; Shift extends, Enter takes ─────────
export function startMarking(root) {
  const sheet = root.querySelector(".sheet");
  root.classList.add("marking");
  if (!sheet.classList.contains("written")) {
    const all = wordsOf(root);
    if (!all.length) return;
    const chosen = root.querySelector("#papir .sel rect");
    const box = chosen && { x: Number(chosen.getAttribute("x")) + 2, y: Number(chosen.getAttribute("y")) + 4 };
    const first = Math.max(0, box ? nearest(all, box) : 0);
    cursor = { svg: root.querySelector(".paper"), all, first, last: first };
    paint(cursor.svg, [all[first]]);
  } else {
    const from = root.querySelector("#papir .sel") ?? root.querySelector("#papir [data-at]");
    getSelection().setPosition(from.firstChild ?? from, 0);
    getSelection().modify("extend", "forward", "word");
    cursor = { text: true };
  }
  sheet.focus({ preventScroll: true });
}

let cursor = null;
const WORD = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] };

document.addEventListener(
  "keydown",
  (event) => {
    const root = document.getElementById("gennemgang");
    if (!cursor || !root?.classList.contains("marking")) return;
    if (event.key === "Escape") {
      marked(root, null);
      cursor = null;
    } else if (event.key === "Enter") finish(root);
    else if (event.key in WORD) move(event);
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

function move(event) {
  const [way, by] = WORD[event.key];
  if (cursor.text) {
    if (!event.shiftKey) getSelection().modify("move", way, by);
    getSelection().modify("extend", event.shiftKey ? way : "forward", event.shiftKey ? by : "word");
    return;
  }
  const step = (way === "forward" ? 1 : -1) * (by === "line" ? 8 : 1);
  cursor.last = Math.min(Math.max(cursor.last + step, 0), cursor.all.length - 1);
  if (!event.shiftKey) cursor.first = cursor.last;
  const [from, to] = [cursor.first, cursor.last].sort((a, b) => a - b);
  paint(cursor.svg, cursor.all.slice(from, to + 1));
}

function finish(root) {
  if (cursor.text) {
    const found = fromSelection();
    if (found) marked(root, found);
  } else {
    const [from, to] = [cursor.first, cursor.last].sort((a, b) => a - b);
    take(cursor.svg, cursor.all.slice(from, to + 1));
  }
  cursor = null;
  const form = document.getElementById("markeret");
  (form?.querySelector("[data-into]:not([hidden])") ?? form?.querySelector("select"))?.focus();
}
