// What every page needs, and what only some pages need. Without JavaScript everything is forms and links.
import "./connection.js";

const page = document.documentElement;

// The summary of a form's errors is read first.
document.querySelector("[data-focus]")?.focus();

if (document.getElementById("keys")) import("./keyboard.js");
if (document.querySelector("form[data-keep]") || sessionStorage.length) import("./keep.js");
if (document.querySelector("[data-suggest]")) import("./suggest.js");
if (document.querySelector("[data-passkey]")) import("./passkeys.js");

// Marks that scripts run, for the few styles that care; set last, when the above has been found.
page.dataset.scripted = "";
