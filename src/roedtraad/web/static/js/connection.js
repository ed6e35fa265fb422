// Says so when the connection or the login is gone, and takes it back when it returns. The words stand in base.html.
const offline = document.getElementById("note-offline");
const expired = document.getElementById("note-expired");
const failed = document.getElementById("note-failed");

function show(note, visible) {
  if (note) note.hidden = !visible;
}

addEventListener("offline", () => show(offline, true));
addEventListener("online", () => show(offline, false));
document.addEventListener("htmx:sendError", () => show(offline, true));
document.addEventListener("htmx:afterRequest", (event) => {
  const status = event.detail.xhr?.status ?? 0;
  if (status === 0) return; // never arrived: `sendError` has said so
  show(offline, false);
  show(expired, status === 401);
  show(failed, status >= 500);
});
