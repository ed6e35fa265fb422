// The screen of a meeting: numbers choose outcomes, phrases go where the cursor is, Enter records a promise, and those who
// follow see what is new. Everything also works with the buttons alone.
const POLL_MS = 4000;
const form = document.getElementById("beslut");

function inField() {
  return document.activeElement?.matches("input:not([type=radio]), textarea, select, [contenteditable]");
}

// 1–6 choose the outcome of the row that has the focus, else of the first one that has none.
document.addEventListener("keydown", (event) => {
  if (!form || !/^[1-6]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || inField()) return;
  if (localStorage.getItem("keys") === "off") return;
  const rows = [...form.querySelectorAll("[data-outcomes]")];
  const row = document.activeElement?.closest("[data-outcomes]") ?? rows.find((one) => !one.querySelector(":checked")) ?? rows[0];
  const radio = row?.querySelectorAll("input")[Number(event.key) - 1];
  if (!radio) return;
  event.preventDefault();
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  const next = rows[rows.indexOf(row) + 1];
  (next?.querySelector(":checked") ?? next?.querySelector("input") ?? radio).focus();
});

form?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-phrase]");
  if (!button) return;
  event.preventDefault();
  const field = form.elements.namedItem("beslutning");
  const isUntouched = field.selectionStart === 0 && field.selectionEnd === 0; // nobody has put the cursor anywhere: at the end
  const before = isUntouched ? field.value : field.value.slice(0, field.selectionStart);
  const after = isUntouched ? "" : field.value.slice(field.selectionEnd);
  const gap = before && !/\s$/.test(before) ? "\n" : "";
  const gapAfter = after && !/^\s/.test(after) ? "\n" : "";
  field.value = before + gap + button.dataset.phrase + gapAfter + after;
  field.selectionStart = field.selectionEnd = (before + gap + button.dataset.phrase).length;
  if (button.dataset.kind) {
    for (const row of form.querySelectorAll("[data-outcomes]")) {
      if (!row.querySelector(":checked")) {
        const radio = row.querySelector(`input[value="${button.dataset.kind}"]`);
        if (radio) radio.checked = true;
      }
    }
  }
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

form?.addEventListener("keydown", (event) => {
  const act = event.target.dataset?.enter;
  if (event.key !== "Enter" || !act) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(`button[value="${act}"]`));
});

// The minutes of the item that is treated.
function tick() {
  for (const clock of document.querySelectorAll("[data-minutes-since]")) {
    clock.textContent = String(Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.minutesSince)) / 60000)));
  }
}
setInterval(tick, 20000);

// Those who follow: asked for every few seconds; 304 means that nothing is new.
const place = document.querySelector("[data-live]");
let etag = "";
async function look() {
  if (document.visibilityState === "hidden") return;
  try {
    const response = await fetch(place.dataset.live, { headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store" });
    if (response.status !== 200 || response.redirected) return;
    const fresh = etag !== "";
    etag = response.headers.get("ETag") ?? "";
    const html = await response.text();
    if (fresh) place.innerHTML = html;
  } catch {
    // the next look will tell
  }
}
if (place) {
  look();
  setInterval(look, POLL_MS);
}
