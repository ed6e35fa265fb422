// Moves between the cells of `<table data-grid>`: Enter and the arrows up and down change rows, left and right change
// columns where the caret stands at the end of what is written. Tab is as everywhere.
function inputs(row) {
  return [...row.querySelectorAll("input")];
}

function move(input, down, across) {
  const row = input.closest("tr");
  const rows = [...row.parentElement.children];
  const column = inputs(row).indexOf(input) + across;
  const next = rows[rows.indexOf(row) + down];
  const cell = next && inputs(next)[column];
  if (!cell) return false;
  cell.focus();
  cell.select();
  return true;
}

function atEdge(input, across) {
  const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  return all || (across < 0 ? input.selectionEnd === 0 : input.selectionStart === input.value.length);
}

for (const table of document.querySelectorAll("table[data-grid]")) {
  table.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    let moved = false;
    if (event.key === "Enter" || event.key === "ArrowDown") moved = move(input, 1, 0);
    else if (event.key === "ArrowUp") moved = move(input, -1, 0);
    else if (event.key === "ArrowRight" && atEdge(input, 1)) moved = move(input, 0, 1);
    else if (event.key === "ArrowLeft" && atEdge(input, -1)) moved = move(input, 0, -1);
    if (moved) event.preventDefault();
  });
}
