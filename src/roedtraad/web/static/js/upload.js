// A folder can be dragged in or chosen, and it shows how much has been sent. Without this the form sends its files itself.
const MOST = 1000;
const form = document.querySelector("form[data-upload]");
const words = document.getElementById("upload-words").dataset;
const input = form.querySelector("input[name=filer]");
const drop = form.querySelector("[data-drop]");
const folder = form.querySelector("input[name=mappe]");
const chosen = form.querySelector("[data-chosen]");
const sending = form.querySelector("[data-progress]");
const endings = input.accept.split(",");
let dropped = []; // [File, name with its folders]

function readable(file) {
  const name = file.name.toLowerCase();
  return !name.startsWith(".") && endings.some((ending) => name.endsWith(ending));
}

function tell(count, left) {
  const said = [count === 1 ? words.one : words.many.replace("#", count)];
  if (left) said.push(words.left.replace("#", left));
  if (count > MOST) said.push(words.tooMany);
  chosen.textContent = said.join(". ").replace("..", ".");
}

function take(found) {
  dropped = found.filter(([file]) => readable(file)).slice(0, MOST + 1);
  input.value = folder.value = "";
  tell(dropped.length, found.length - dropped.length);
}

// Everything in what was dropped, folders opened one after the other.
async function walk(entry, path) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [[file, path + file.name]];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const one of some) found.push(...(await walk(one, `${path}${entry.name}/`)));
  }
}

for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const found = [];
  for (const entry of entries) found.push(...(await walk(entry, "")));
  take(found);
});
folder.addEventListener("change", () => {
  const found = [...folder.files].map((file) => [file, file.webkitRelativePath || file.name]);
  if (found.length) take(found);
});
input.addEventListener("change", () => {
  dropped = [];
  folder.value = "";
  tell(input.files.length, 0);
});

form.addEventListener("submit", (event) => {
  const files = dropped.length ? dropped : [...input.files].map((file) => [file, file.name]);
  if (!files.length) return; // the server says what is missing
  event.preventDefault();
  const body = new FormData(form);
  body.delete("filer");
  body.delete("mappe");
  for (const [file, name] of files.slice(0, MOST)) body.append("filer", file, name);
  const gauge = sending.querySelector("progress");
  const said = sending.querySelector("p");
  const button = form.querySelector("button.primary");
  sending.hidden = false;
  said.textContent = words.sending;
  button.disabled = true;
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Sent-By", "script");
  request.upload.addEventListener("progress", (moved) => {
    gauge.value = moved.lengthComputable ? (100 * moved.loaded) / moved.total : 0;
    if (moved.loaded === moved.total) said.textContent = words.reading;
  });
  request.addEventListener("load", () => {
    const then = request.getResponseHeader("X-Then");
    if (then) location.assign(then);
    else {
      document.open();
      document.write(request.responseText);
      document.close();
    }
  });
  request.addEventListener("error", () => {
    said.textContent = words.failed;
    button.disabled = false;
  });
  request.send(body);
});
