// Keeps what is typed in `<form data-keep="version" id="…">` in this tab until it has been saved, so that a lost
// connection, an expired login or a closed page costs nothing. It leaves with the tab; passwords are never kept.
const PREFIX = "kept:";
const note = document.getElementById("note-restored");

// Where a form is sent is a part of its name: the items of a meeting share one page, and must not take each other's words.
function keyOf(form) {
  return `${PREFIX}${form.getAttribute("action") || location.pathname}#${form.id}`;
}

function fields(form) {
  return [...form.elements].filter(
    (field) => field.name && field.name !== "csrfmiddlewaretoken" && !["password", "file", "hidden", "submit", "button"].includes(field.type),
  );
}

function values(form) {
  return fields(form).map((field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value));
}

function remember(form, sent) {
  const kept = { version: form.dataset.keep, sent, values: values(form) };
  sessionStorage.setItem(keyOf(form), JSON.stringify(kept));
}

function restore(form) {
  const kept = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null");
  const now = values(form);
  if (!kept || kept.values.length !== now.length || JSON.stringify(kept.values) === JSON.stringify(now)) return;
  fields(form).forEach((field, index) => {
    if (["checkbox", "radio"].includes(field.type)) field.checked = kept.values[index];
    else field.value = kept.values[index];
  });
  form.dispatchEvent(new Event("restored")); // an editor or the autosave may have come first
  if (!note) return;
  note.hidden = false;
  note.querySelector("[data-changed]").hidden = kept.version === form.dataset.keep;
  note.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(keyOf(form));
    location.reload();
  });
}

// Sent and answered by an ordinary page: it was saved, or the page shows it again with its errors. Sent and answered by
// a page that says `data-hold` (an error, an expired login): it was not saved, and waits until one comes back.
const hold = "hold" in document.documentElement.dataset;
for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX))) {
  const kept = JSON.parse(sessionStorage.getItem(key));
  if (kept.sent && hold) sessionStorage.setItem(key, JSON.stringify({ ...kept, sent: false }));
  else if (kept.sent) sessionStorage.removeItem(key);
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  restore(form);
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => remember(form, false), 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    remember(form, true);
  });
}
