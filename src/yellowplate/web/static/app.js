// What pages do more of where scripts run: everything can be read, asked and checked without them.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = document.getElementById(button.dataset.copy);
    const said = button.textContent;
    try {
      await navigator.clipboard.writeText(from.value ?? from.textContent);
      button.textContent = "✓";
    } catch {
      const range = document.createRange();
      if (from.select) from.select();
      else { range.selectNodeContents(from); getSelection().removeAllRanges(); getSelection().addRange(range); }
    }
    setTimeout(() => { button.textContent = said; }, 1500);
  });
}

// A tap anywhere on a mark opens its evidence.
for (const mark of document.querySelectorAll("mark")) {
  mark.addEventListener("click", (event) => {
    if (event.target.closest("button") || !getSelection().isCollapsed) return;
    mark.querySelector("button")?.click();
  });
}

// A chart that is wider than the screen shows its end first, where an event has worked.
for (const chart of document.querySelectorAll(".any")) chart.scrollLeft = chart.scrollWidth;

const drop = document.querySelector("[data-drop]");
if (drop) {
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    const { files } = event.dataTransfer;
    const text = event.dataTransfer.getData("text/plain");
    if (files.length) drop.elements.file.files = files;
    else if (text) drop.elements.text.value = text;
    else return;
    drop.requestSubmit();
  });
}

const job = document.getElementById("job");
if (job) {
  const look = async () => {
    const answer = await fetch(job.dataset.poll).catch(() => null);
    const found = answer?.ok ? await answer.json() : null;
    if (!found || found.stage === "done" || found.stage === "cancelled") { location.reload(); return; }
    const bar = document.getElementById("progress");
    if (found.of) bar.value = Math.min(found.steps, found.of);
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}
