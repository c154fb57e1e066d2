// The radar of the archetypes that are ticked, over each other, from the levels in the table.
"use strict";

(() => {
  const find = handbook.words("compare");
  const frame = document.querySelector("[data-radar]");
  const place = document.getElementById(frame.dataset.radar);
  const radar = handbook.radar(place.querySelector("svg"));
  const table = frame.querySelector("table");
  const note = handbook.status();
  let key = handbook.element("ul");
  place.append(key, note);
  // Between the choice and the table, where it is seen as the choice is made.
  frame.querySelector(".tools").after(place);

  function show(ids) {
    const headers = [...table.tHead.rows[0].cells];
    const shown = ids.slice(0, radar.most).map((id) => headers.findIndex((header) => header.dataset.column === id));
    const levels = (column) =>
      [...table.querySelectorAll("tr[data-axis]")].map((row) => parseInt(row.cells[column].textContent, 10) || 0);
    const series = shown.map((column) => ({ name: handbook.text(headers[column]), levels: levels(column) }));
    radar.show(series);
    key.replaceWith((key = radar.key(series)));
    place.hidden = !shown.length;
    note.textContent = ids.length > radar.most ? find("limit") : "";
  }

  table.addEventListener("columns", (event) => show(event.detail));
  show(handbook.chosen(frame.dataset.choice).filter((id) => table.querySelector(`[data-column="${CSS.escape(id)}"]`)));
})();
