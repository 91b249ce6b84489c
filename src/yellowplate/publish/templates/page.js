"use strict";
// Makes every table sortable by its heads; without it the tables read as they stand.
for (const table of document.querySelectorAll("main table")) {
  const body = table.tBodies[0];
  const first = [...body.rows];
  table.querySelectorAll("thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.setAttribute("aria-label", head.textContent);
    head.classList.add("sortable");
    head.append(button); // lies over the words, which stay in the head: with them in a button no head repeats on paper
    button.addEventListener("click", () => sort(head, column));
  });
  function sort(head, column) {
    const before = head.getAttribute("aria-sort");
    const numeric = first.some((row) => row.cells[column].dataset.key);
    const turn = numeric ? ["descending", "ascending", null] : ["ascending", "descending", null];
    const next = turn[(turn.indexOf(before) + 1) % turn.length];
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    if (next) head.setAttribute("aria-sort", next);
    const sign = next === "descending" ? -1 : 1;
    const rows = next ? [...first].sort((a, b) => compare(a.cells[column], b.cells[column], sign, numeric)) : first;
    body.append(...rows);
  }
  function compare(a, b, sign, numeric) {
    if (!numeric) return sign * a.textContent.localeCompare(b.textContent, document.documentElement.lang);
    const [x, y] = [a.dataset.key, b.dataset.key];
    if (x === undefined || y === undefined) return (x === undefined) - (y === undefined);
    return sign * (x - y);
  }
}
// Opens what is behind a number in place; without it, or in a browser without popovers, the link leads to the note.
for (const number of document.querySelectorAll("a.n")) {
  const sheet = document.getElementById(number.dataset.evidence);
  if (!sheet?.showPopover) continue;
  number.setAttribute("role", "button");
  number.setAttribute("aria-haspopup", "dialog");
  number.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    sheet.showPopover();
  });
  number.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    sheet.showPopover();
  });
}
