// Tables that a reader sorts, searches, narrows to a few columns, and takes along as CSV.
// `data-tools` on what surrounds a table names the tools it gets; without this script the table is complete.
"use strict";

(() => {
  const { element, button, folded, text } = handbook;
  const find = handbook.words("tables");
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

  for (const frame of document.querySelectorAll("[data-tools]")) {
    const table = frame.querySelector("table");
    if (table) equip(table, frame, frame.dataset.tools.split(" "));
  }

  function equip(table, frame, tools) {
    const model = modelOf(table, frame);
    const status = handbook.status();
    const bar = element("div", { class: "tools", role: "group", "aria-label": find("tools") });
    const say = (message) => (status.textContent = message);
    const parts = { find: searchField, filters: filterFields, columns: columnChooser, csv: csvButton };
    for (const name of ["filters", "find", "csv", "columns"]) {
      if (tools.includes(name)) bar.append(...parts[name](model, say));
    }
    if (tools.includes("sort")) addSorting(model, say);
    bar.append(status);
    frame.prepend(bar);
    model.show();
    say(model.count);
  }

  // The rows in their first order, which of them are shown, and how to tell.
  function modelOf(table, frame) {
    const headers = [...table.tHead.rows[0].cells];
    const choice = frame.dataset.choice ?? "columns";
    const lists = [...frame.querySelectorAll("select[data-filter]")];
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.matches(".group"));
    const model = { table, choice, lists, headers, rows, tests: {} };
    model.names = headers.map(text);
    model.texts = new Map(model.rows.map((row) => [row, [...row.cells].map(text)]));
    model.show = () => {
      const tests = Object.values(model.tests);
      for (const row of model.rows) row.hidden = !tests.every((test) => test(row));
      // The heading of a group of rows goes with the last of them.
      for (const body of table.tBodies) body.hidden = !model.rows.some((row) => body.contains(row) && !row.hidden);
      model.shown = model.rows.filter((row) => !row.hidden).length;
      // No class: the theme sets its tables by their having none.
      table.toggleAttribute("data-filtered", model.shown < model.rows.length);
      model.count = count(model);
    };
    return model;
  }

  function count({ shown, rows }) {
    if (shown === rows.length) return find("all", { count: rows.length });
    return shown ? find("some", { shown, count: rows.length }) : find("none");
  }

  // Sorting

  function addSorting(model, say) {
    for (const header of model.headers) {
      const sort = element("button", { type: "button", class: "sort", title: find("sort") });
      sort.append(...header.childNodes);
      header.append(sort);
      sort.addEventListener("click", () => sortBy(model, header, say));
    }
  }

  // Ascending, descending, then the order of the handbook again.
  function sortBy(model, header, say) {
    const next = { ascending: "descending", descending: "" };
    const order = next[header.ariaSort ?? ""] ?? "ascending";
    for (const other of model.headers) other.removeAttribute("aria-sort");
    if (order) header.setAttribute("aria-sort", order);
    const column = model.headers.indexOf(header);
    const key = (row) => model.texts.get(row)[column];
    const rows = [...model.rows];
    if (order) rows.sort((a, b) => collator.compare(key(a), key(b)));
    if (order === "descending") rows.reverse();
    const bodies = new Map(model.rows.map((row) => [row, row.parentElement]));
    for (const row of rows) bodies.get(row).append(row);
    say(find(order || "unsorted", { column: model.names[column] }));
  }

  // Searching

  function searchField(model, say) {
    const input = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    model.search = input;
    input.addEventListener("input", () => {
      const wanted = folded(input.value).split(" ").filter(Boolean);
      model.tests.find = (row) => {
        const all = folded(model.texts.get(row).join(" "));
        return wanted.every((word) => all.includes(word));
      };
      model.show();
      say(model.count);
    });
    return [element("label", { class: "field" }, find("find"), input)];
  }

  // Filters: the lists that stand beside the table, kept in the address. A row tells in `data-` what it is.

  function filterFields(model, say) {
    const lists = model.lists;
    const apply = () => {
      for (const list of lists) handbook.choose(list.dataset.filter, list.value ? [list.value] : []);
      model.show();
      say(model.count);
    };
    for (const list of lists) {
      const name = list.dataset.filter;
      list.value = handbook.chosen(name)[0] ?? "";
      // An address may name what the list has not.
      if (list.selectedIndex < 0) list.value = "";
      model.tests[name] = (row) => !list.value || (row.dataset[name] ?? "").split(" ").includes(list.value);
      list.addEventListener("change", apply);
    }
    const reset = button(find("reset"), () => {
      for (const list of lists) list.value = "";
      if (model.search) model.search.value = "";
      delete model.tests.find;
      apply();
      lists[0].focus();
    });
    const labels = lists.map((list) => list.closest("label"));
    for (const label of labels) label.hidden = false;
    return [...labels, reset];
  }

  // Columns: those that are ticked stand side by side, and the address keeps them; none ticked shows them all.

  function columnChooser(model, say) {
    const headers = model.headers.filter((header) => header.dataset.column);
    if (headers.length < 3) return [];
    const known = new Set(headers.map((header) => header.dataset.column));
    const start = handbook.chosen(model.choice).filter((id) => known.has(id));
    const boxes = headers.map((header) =>
      element("input", { type: "checkbox", value: header.dataset.column, checked: start.includes(header.dataset.column) }),
    );
    const apply = () => {
      const ids = boxes.filter((box) => box.checked).map((box) => box.value);
      showColumns(model, ids);
      handbook.choose(model.choice, ids);
      say(ids.length ? find("columns_some", { shown: ids.length, count: boxes.length }) : find("columns_all"));
    };
    for (const box of boxes) box.addEventListener("change", apply);
    const reset = button(find("columns_reset"), () => {
      for (const box of boxes) box.checked = false;
      apply();
    });
    const labels = boxes.map((box, at) => element("label", {}, box, " ", text(headers[at])));
    showColumns(model, start);
    return [
      element(
        "fieldset",
        { class: "chooser" },
        element("legend", {}, find("columns")),
        ...labels,
        element("div", { class: "chooser__buttons" }, reset, ...handbook.copyLink(say)),
      ),
    ];
  }

  function showColumns(model, ids) {
    model.headers.forEach((header, column) => {
      const hidden = Boolean(ids.length && header.dataset.column && !ids.includes(header.dataset.column));
      for (const row of model.table.rows) if (row.cells[column]) row.cells[column].hidden = hidden;
    });
    model.table.toggleAttribute("data-narrowed", ids.length > 0);
    model.table.dispatchEvent(new CustomEvent("columns", { detail: ids, bubbles: true }));
  }

  // CSV: the rows and columns that are shown, in the order shown, as a French or English spreadsheet opens it.

  function csvButton(model, say) {
    const page = location.pathname.replace(/(\/|\/index)?(\.html)?$/, "").split("/").pop() || "table";
    const name = model.choice === "columns" ? page : `${page}-${model.choice}`;
    return [
      button(find("csv"), () => {
        handbook.download(`${name}.csv`, "text/csv;charset=utf-8", csv(model));
        say(find("csv_done", { file: `${name}.csv` }));
      }),
    ];
  }

  function csv({ table }) {
    const separator = find("csv_separator");
    const rows = [...table.rows].filter((row) => !row.hidden && !row.parentElement.hidden);
    const lines = rows.map((row) => [...row.cells].filter((cell) => !cell.hidden).map((cell) => field(text(cell))));
    return "\uFEFF" + lines.map((cells) => cells.join(separator)).join("\r\n") + "\r\n";
  }

  // A text that a spreadsheet would take for a formula is marked as text.
  function field(value) {
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return `"${safe.replaceAll('"', '""')}"`;
  }
})();
