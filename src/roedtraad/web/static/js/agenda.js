// Drag items to their place; ↑ and ↓ go from item to item, with Alt they move it. The buttons do the same without this.
const form = () => document.getElementById("dagsorden");
const rows = () => [...form().querySelectorAll("tr[data-item]")];
let held = null;

function press(value) {
  const button = form().querySelector(`button[value="${value}"]`);
  if (button) form().requestSubmit(button);
}

document.addEventListener("dragstart", (event) => {
  if (!event.target.matches?.(".grip")) return;
  held = event.target.closest("tr");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.item);
});

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("tr[data-item]");
  if (!held || !over) return;
  event.preventDefault();
  rows().forEach((row) => row.classList.toggle("over", row === over));
});

document.addEventListener("drop", (event) => {
  const over = event.target.closest?.("tr[data-item]");
  if (!held || !over || over === held) return;
  event.preventDefault();
  const order = rows().map((row) => row.dataset.item).filter((item) => item !== held.dataset.item);
  const place = rows().indexOf(over);
  order.splice(place, 0, held.dataset.item);
  held = null;
  form().elements.namedItem("orden").value = order.join(",");
  const button = document.createElement("button");
  button.name = "goer";
  button.value = "orden";
  button.hidden = true;
  form().append(button);
  form().requestSubmit(button);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const row = document.activeElement?.closest?.("tr[data-item]");
  const step = event.key === "ArrowUp" ? -1 : 1;
  if (event.altKey && row) {
    event.preventDefault();
    press(`${step < 0 ? "op" : "ned"}:${row.dataset.item}`);
  } else if (!document.activeElement.matches("textarea, select, input")) {
    const all = rows();
    const next = all[row ? all.indexOf(row) + step : step > 0 ? 0 : all.length - 1];
    if (!next) return;
    event.preventDefault();
    next.querySelector(".itemlink").focus();
  }
});

// What stands in the rows is sent a moment after it was changed.
document.addEventListener("change", (event) => {
  if (event.target.matches?.("#dagsorden .rowfield")) form().dispatchEvent(new CustomEvent("rowchange"));
});

// What is typed while the server answers is not in its answer: it stays. So does what the button had no use for. The same
// item has the focus after it was moved. A click while another is answered waits for its turn, and htmx forgets which
// button it was.
const TAKES_WORDS = /^(nyt|laas|luk|aabn|send)/;
const fields = () => [...form().querySelectorAll("input[id], textarea[id]")];
let sent = new Map();
let typed = new Map();
let pressed = "";
let focused = "";
document.addEventListener("htmx:configRequest", (event) => {
  const button = event.detail.triggeringEvent?.submitter;
  pressed = button?.value ?? "";
  if (button?.name) event.detail.parameters[button.name] = button.value;
});
document.addEventListener("htmx:beforeRequest", () => {
  sent = new Map(fields().map((field) => [field.id, field.value]));
});
document.addEventListener("htmx:beforeSwap", () => {
  const stays = (field) => sent.get(field.id) !== field.value || !(field.matches(".rowfield") || TAKES_WORDS.test(pressed));
  typed = new Map(fields().filter(stays).map((field) => [field.id, field.value]));
  focused = document.activeElement?.closest?.("tr[data-item]")?.dataset.item ?? "";
});
document.addEventListener("htmx:afterSwap", () => {
  for (const field of fields()) if (typed.has(field.id)) field.value = typed.get(field.id);
  if (focused && document.activeElement === document.body) form().querySelector(`tr[data-item="${focused}"] .itemlink`)?.focus();
});
