// Keys that work outside fields. Whatever has `data-key` is followed, pressed or entered when its key is typed:
//   <a data-key="/" …>  <button data-key="s" …>  <input data-key="r" …>  <a data-key="g l" …> (one after the other)
// `?` shows them all and switches the single keys off (WCAG 2.1.4); the choice is kept on this computer.
const dialog = document.getElementById("keys");
const list = dialog.querySelector("dl");
const toggle = dialog.querySelector("input");
const WAIT_MS = 1200; // for the second key of two
let begun = "";
let forget = 0;

toggle.checked = localStorage.getItem("keys") !== "off";
toggle.addEventListener("change", () => localStorage.setItem("keys", toggle.checked ? "on" : "off"));

function inField(element) {
  return element instanceof Element && element.closest("input, textarea, select, [contenteditable], dialog") !== null;
}

function usable(element) {
  return element.offsetParent !== null && element.getAttribute("aria-disabled") !== "true" && !element.disabled;
}

function targets() {
  return [...document.querySelectorAll("[data-key]")].filter(usable);
}

function use(element) {
  if (element.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [tabindex='-1']")) {
    element.focus();
    element.scrollIntoView({ block: "nearest" });
  } else element.click();
}

function showAll() {
  const rows = targets().flatMap((element) => {
    const keys = document.createElement("dt");
    for (const key of element.dataset.key.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = key.length === 1 ? key.toUpperCase() : key;
      keys.append(cap, " ");
    }
    const does = document.createElement("dd");
    does.textContent =
      element.dataset.keyDoes || element.getAttribute("aria-label") || element.textContent.replace(/\s+/g, " ").trim();
    return [keys, does];
  });
  list.replaceChildren(...rows);
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && inField(document.activeElement) && !dialog.open) {
    document.activeElement.blur();
    return;
  }
  if (inField(event.target)) return;
  if (event.key === "?") {
    event.preventDefault();
    showAll();
    return;
  }
  if (!toggle.checked) return;
  const typed = begun ? `${begun} ${event.key}` : event.key;
  const all = targets();
  const target = all.find((element) => element.dataset.key === typed || element.dataset.key === event.key);
  clearTimeout(forget);
  begun = "";
  if (target) {
    event.preventDefault();
    use(target);
  } else if (all.some((element) => element.dataset.key.startsWith(`${event.key} `))) {
    begun = event.key;
    forget = setTimeout(() => (begun = ""), WAIT_MS);
  }
});
