// Ticks every box of a list at once. The button is there only where scripts run.
for (const button of document.querySelectorAll("[data-tick-all]")) {
  const boxes = () => [...button.form.querySelectorAll("input[type=checkbox][name]")];
  button.hidden = false;
  button.addEventListener("click", () => {
    const all = boxes().every((box) => box.checked);
    for (const box of boxes()) box.checked = !all;
  });
}
