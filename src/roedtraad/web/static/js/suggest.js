// Suggestions under a search field: arrows choose, Enter takes what is chosen, Escape closes. htmx fetches them; without
// scripts the field is a field. <input data-suggest="id of the list">; each option has its address in `data-url`.
const field = document.querySelector("[data-suggest]");
const list = document.getElementById(field.dataset.suggest);

field.setAttribute("role", "combobox");
field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-controls", list.id);
field.setAttribute("aria-expanded", "false");

function options() {
  return [...list.querySelectorAll("[role=option]")];
}

function open(isOpen) {
  list.hidden = !isOpen;
  field.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) choose(null);
}

function choose(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}

function chosen() {
  return options().find((one) => one.getAttribute("aria-selected") === "true");
}

function go(option) {
  window.location.assign(option.dataset.url);
}

list.addEventListener("htmx:afterSwap", () => open(options().length > 0 && document.activeElement === field && field.value !== ""));
field.addEventListener("input", () => choose(null));
field.addEventListener("blur", () => open(false));
field.addEventListener("keydown", (event) => {
  const all = options();
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    open(false);
  } else if (event.key === "Enter" && chosen()) {
    event.preventDefault();
    go(chosen());
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length > 0) {
    event.preventDefault();
    if (list.hidden) open(true);
    const step = event.key === "ArrowDown" ? 1 : -1;
    const at = all.indexOf(chosen()) + step;
    choose(at < 0 || at >= all.length ? (step > 0 ? all[0] : all[all.length - 1]) : all[at]);
  }
});
list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) go(option);
});
