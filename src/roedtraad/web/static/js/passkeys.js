// Passkeys: asks the browser for one and sends its answer with the form. The work is allauth's (`webauthn.js`).
//   <form data-passkey="login|authenticate|add"> with a hidden input named `credential` and a button [data-passkey-button]
const BY_KIND = { login: "loginForm", authenticate: "authenticateForm", add: "addForm" };
const BUTTON_OF_KIND = { login: "login", authenticate: "authenticate", add: "add" };

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const kind = form.dataset.passkey;
  const button = form.querySelector("[data-passkey-button]");
  if (!window.PublicKeyCredential) {
    form.querySelector("[data-passkey-missing]")?.removeAttribute("hidden");
    button.setAttribute("aria-disabled", "true");
    continue;
  }
  const ids = {
    [BUTTON_OF_KIND[kind]]: button.id,
    credential: form.querySelector("[name=credential]").id,
    passwordless: form.querySelector("[name=passwordless]")?.id,
    data: form.dataset.passkeyData,
  };
  window.allauth.webauthn.forms[BY_KIND[kind]]({ ids });
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector("[data-passkey-failed]")?.removeAttribute("hidden");
});
