// The self-assessment: what the reader answers, kept in this browser alone, drawn and compared as it is answered.
// Nothing is fetched and nothing is sent: the texts and the levels asked for are those of the page.
"use strict";

(() => {
  const { element, button } = handbook;
  const find = handbook.words("assessment");
  const KIND = "coo-self-assessment";
  const VERSION = 1;
  const PLACE = "handbook.self-assessment";
  const LARGEST = 100_000;
  const FIRST = 3; // As many gaps as one can work on at once.

  const page = readPage();
  const state = { answers: {}, target: "" };
  const radar = handbook.radar(document.querySelector("#assessment-radar svg"));
  const status = handbook.status();
  const say = (message) => (status.textContent = message);
  const target = element(
    "select",
    {},
    element("option", { value: "" }, find("no_target")),
    ...page.archetypes.map(({ id, name }) => element("option", { value: id }, name)),
  );
  const progress = element("p", { class: "progress" }, element("span"), " ", element("a", { href: "#results" }, find("see")));
  build();
  restore();

  // What the page says: the competencies with their inputs, the archetypes with their levels.
  function readPage() {
    const table = document.querySelector(".targets table");
    const headers = [...table.tHead.rows[0].cells];
    const levels = (column) =>
      Object.fromEntries(
        [...table.querySelectorAll("tr[data-axis]")].map((row) => [
          row.dataset.axis,
          parseInt(row.cells[column].textContent, 10) || 0,
        ]),
      );
    return {
      archetypes: headers
        .filter((header) => header.dataset.archetype)
        .map((header) => ({
          id: header.dataset.archetype,
          name: handbook.text(header),
          levels: levels(headers.indexOf(header)),
        })),
      competencies: [...document.querySelectorAll("[data-competency]")].map((group) => ({
        id: group.dataset.competency,
        name: handbook.text(document.getElementById(group.dataset.competency)),
        inputs: [...group.querySelectorAll("input")],
        develop: document.querySelector(`[data-develop="${group.dataset.competency}"] ul`),
      })),
    };
  }

  function build() {
    const file = element("input", { type: "file", accept: ".json,application/json", hidden: true });
    file.addEventListener("change", () => load(file));
    target.addEventListener("change", () => change({ ...state, target: target.value }));
    for (const { id, inputs } of page.competencies) {
      for (const input of inputs) {
        input.addEventListener("change", () =>
          change({ ...state, answers: { ...state.answers, [id]: Number(input.value) } }),
        );
      }
    }
    const bar = element(
      "div",
      { class: "tools", role: "group", "aria-label": find("tools") },
      element("label", { class: "field" }, find("target"), target),
      button(find("export"), save),
      button(find("import"), () => file.click()),
      file,
      button(find("print"), () => print()),
      button(find("erase"), erase),
      element("p", { class: "private" }, find("private")),
      status,
    );
    document.querySelector(".assessment").before(bar);
    document.querySelector(".assessment").after(progress);
    document.querySelector(".by-hand").hidden = true;
    document.getElementById("assessment-radar").hidden = false;
  }

  function change({ answers, target: aim }) {
    state.answers = answers;
    state.target = aim;
    keep();
    show();
  }

  // Keeping

  function keep() {
    try {
      if (Object.keys(state.answers).length || state.target) localStorage.setItem(PLACE, JSON.stringify(state));
      else localStorage.removeItem(PLACE);
    } catch {
      say(find("not_saved"));
    }
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(PLACE));
    } catch {
      // Another page's data, or a browser that keeps nothing: start empty.
    }
    // A competency may have gone from the handbook since: what is still known comes back.
    for (const { id, inputs } of page.competencies) {
      const level = kept?.answers?.[id];
      if (inputs.some((input) => Number(input.value) === level)) state.answers[id] = level;
    }
    if (page.archetypes.some(({ id }) => id === kept?.target)) state.target = kept.target;
    show();
  }

  function erase() {
    if (!confirm(find("confirm_erase"))) return;
    change({ answers: {}, target: "" });
    say(find("erased"));
  }

  // Files

  function save() {
    const name = `${find("file")}-${new Date().toISOString().slice(0, 10)}.json`;
    const content = { kind: KIND, version: VERSION, ...state };
    handbook.download(name, "application/json", `${JSON.stringify(content, null, 2)}\n`);
    say(find("exported", { file: name }));
  }

  async function load(file) {
    const [chosen] = file.files;
    // The same file can be chosen again after a correction.
    const text = chosen && chosen.size <= LARGEST ? await chosen.text() : null;
    file.value = "";
    if (!chosen) return;
    if (text === null) return say(find("too_large"));
    const { problem, answers, aim } = understand(text);
    if (problem) return say(problem);
    if (Object.keys(state.answers).length && !confirm(find("confirm_import"))) return;
    change({ answers, target: aim });
    say(find("imported", { count: Object.keys(answers).length }));
  }

  // What a file holds, or what is wrong with it. A file is taken whole or not at all.
  function understand(text) {
    let content;
    try {
      content = JSON.parse(text);
    } catch {
      return { problem: find("bad_json") };
    }
    if (content?.kind !== KIND || !isTable(content.answers)) return { problem: find("bad_kind") };
    if (!(content.version <= VERSION)) return { problem: find("bad_version") };
    const known = new Map(page.competencies.map(({ id, inputs }) => [id, inputs.map((input) => Number(input.value))]));
    const wrong = Object.entries(content.answers).find(([id, level]) => !known.get(id)?.includes(level));
    if (wrong) return { problem: find("bad_answers", { what: wrong.join(" : ").slice(0, 80) }) };
    const aim = content.target ?? "";
    if (aim !== "" && !page.archetypes.some(({ id }) => id === aim)) {
      return { problem: find("bad_target", { what: String(aim).slice(0, 80) }) };
    }
    return { answers: content.answers, aim };
  }

  const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  // Showing

  function show() {
    const count = Object.keys(state.answers).length;
    for (const { id, inputs } of page.competencies) {
      for (const input of inputs) input.checked = Number(input.value) === state.answers[id];
    }
    target.value = state.target;
    progress.firstChild.textContent = find("progress", { count, all: page.competencies.length });
    const aim = page.archetypes.find(({ id }) => id === state.target);
    drawRadar(aim);
    document.getElementById("assessment-gaps").replaceChildren(...gaps(aim, count));
  }

  function drawRadar(aim) {
    const place = document.getElementById("assessment-radar");
    const axes = page.competencies.map(({ id }) => id);
    const series = [{ name: find("you"), levels: axes.map((id) => state.answers[id] ?? 0) }];
    if (aim) series.push({ name: aim.name, levels: axes.map((id) => aim.levels[id]) });
    radar.show(series);
    place.querySelector(".radar-key")?.remove();
    place.append(radar.key(series));
  }

  function gaps(aim, count) {
    if (!count) return [element("p", {}, find("unanswered"))];
    if (!aim) return [element("p", {}, find("choose_target"))];
    const found = page.competencies
      .map((competency) => ({ ...competency, from: state.answers[competency.id], to: aim.levels[competency.id] }))
      .filter(({ from, to }) => from && from < to)
      .sort((a, b) => b.to - b.from - (a.to - a.from));
    if (!found.length) return [element("p", {}, find("none"))];
    const others = found.slice(FIRST);
    return [
      element("h3", {}, find("first")),
      element("ol", { class: "gaps" }, ...found.slice(0, FIRST).map((gap) => line(gap, true))),
      ...(others.length ? [element("h3", {}, find("others")), element("ul", { class: "gaps" }, ...others.map(line))] : []),
    ];
  }

  function line({ id, name, from, to, develop }, withAdvice) {
    const link = element("a", { href: `#${id}` }, name);
    const advice = withAdvice === true && develop ? [develop.cloneNode(true)] : [];
    return element("li", {}, element("strong", {}, link), ` · ${find("gap", { from, to })}`, ...advice);
  }
})();
