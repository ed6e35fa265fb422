// Saves `<form data-autosave>` a moment after one stops writing: the same address, the same action, the answer as JSON.
// What could not be sent stays in the form (and in this tab, see keep.js), and is sent when the connection is back.
const WAIT_MS = 1500;
const RETRY_MS = 8000;

function note(id, visible) {
  const shown = document.getElementById(id);
  if (shown) shown.hidden = !visible;
}

function begin(form) {
  const said = document.querySelector("[data-saved]");
  let timer = 0;
  let sending = false;
  let again = false;
  let renewed = false;

  function later(delay = WAIT_MS) {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  }

  function take(answer) {
    for (const [name, value] of Object.entries(answer.fields)) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
    if (answer.version) form.dataset.keep = answer.version;
    if (said) said.textContent = answer.sentence;
    for (const [id, html] of Object.entries(answer.parts ?? {})) {
      const place = document.getElementById(id);
      if (place) place.innerHTML = html;
    }
    if (!again) {
      sessionStorage.removeItem(`kept:${form.getAttribute("action") || location.pathname}#${form.id}`);
      form.dispatchEvent(new CustomEvent("saved"));
    }
  }

  // Take the token of a fresh page; where that is the way to the login, there is none.
  async function renew() {
    const page = await fetch(location.href);
    if (!page.ok || page.redirected) return false;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
    const own = form.elements.namedItem("csrfmiddlewaretoken");
    if (fresh && own) own.value = fresh.value;
    return Boolean(fresh && own);
  }

  async function send() {
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    again = false;
    try {
      const body = new FormData(form);
      body.append("autosave", "1");
      const response = await fetch(form.getAttribute("action") || location.href, { method: "POST", body, headers: { Accept: "application/json" } });
      note("note-offline", false);
      const isStale = response.status === 403; // logged in again in another window: the form's token is an old one
      const isRenewed = isStale && !renewed && (await renew());
      renewed = isRenewed;
      if (isRenewed) again = true;
      note("note-expired", response.status === 401 || (isStale && !isRenewed));
      note("note-failed", response.status >= 500);
      if (response.headers.get("Content-Type")?.startsWith("application/json")) take(await response.json());
      else if (response.status >= 500) later(RETRY_MS);
    } catch {
      note("note-offline", true);
      later(RETRY_MS);
    }
    sending = false;
    if (again) later(0);
  }

  form.addEventListener("input", () => later());
  form.addEventListener("change", () => later());
  form.addEventListener("restored", () => later(0));
  form.addEventListener("submit", () => clearTimeout(timer));
  addEventListener("online", () => later(0));
}

document.querySelectorAll("form[data-autosave]").forEach(begin);
