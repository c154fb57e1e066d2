// The decision list becomes questions to answer; what the answers point to stands under them, with the reasons.
// The answers stay in the part of the address that no browser sends (`#`), so that a link can carry them.
"use strict";

(() => {
  const { element, button, text } = handbook;
  const find = handbook.words("selector");
  const verdict = document.getElementById("verdict");
  const status = handbook.status();
  const found = element("div");
  const questions = [...document.querySelectorAll("[data-question]")].map(ask);

  const restart = button(find("reset"), () => {
    for (const { inputs } of questions) for (const { input } of inputs) input.checked = false;
    answered();
    questions[0].inputs[0].input.focus();
  });
  const say = (message) => (status.textContent = message);
  verdict.append(
    element("h2", { id: "verdict-title" }, find("title")),
    status,
    found,
    element("div", { class: "tools" }, restart, ...handbook.copyLink(say)),
  );
  verdict.setAttribute("role", "region");
  verdict.setAttribute("aria-labelledby", "verdict-title");
  verdict.hidden = false;
  take(new URLSearchParams(location.hash.slice(1)));
  addEventListener("hashchange", () => take(new URLSearchParams(location.hash.slice(1))));

  // A question of the list becomes a group of answers, one of which can be chosen.
  function ask(group) {
    const id = group.dataset.question;
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-labelledby", id);
    group.classList.add("answers--asked");
    const inputs = [...group.querySelectorAll("[data-answer]")].map((answer) => {
      const words = answer.querySelector(".answer__text");
      const input = element("input", { type: "radio", name: `answer-${id}`, value: answer.dataset.answer });
      words.replaceChildren(element("label", {}, input, " ", ...words.childNodes));
      input.addEventListener("change", answered);
      return { input, answer };
    });
    return { id, inputs };
  }

  // The answers that an address carries; an address of something else changes nothing.
  function take(choice) {
    if (questions.some(({ id }) => choice.has(id))) {
      for (const { id, inputs } of questions) {
        for (const { input } of inputs) input.checked = input.value === choice.get(id);
      }
    }
    show();
  }

  function answered() {
    const choice = new URLSearchParams();
    for (const { id, input } of chosen()) choice.set(id, input.value);
    const hash = choice.toString();
    history.replaceState(history.state, "", location.pathname + location.search + (hash && `#${hash}`));
    show();
  }

  function chosen() {
    return questions.flatMap(({ id, inputs }) =>
      inputs.filter(({ input }) => input.checked).map(({ input, answer }) => ({ id, input, answer })),
    );
  }

  function show() {
    const answers = chosen();
    for (const { inputs } of questions) {
      for (const { input, answer } of inputs) answer.classList.toggle("answer--chosen", input.checked);
    }
    const pointed = archetypes(answers);
    const open = answers.filter(({ answer }) => !answer.querySelector("[data-archetype]"));
    found.replaceChildren(
      ...pointed.map(({ link, reasons }) => element("div", { class: "found" }, element("h3", {}, link), list(reasons))),
      ...(pointed.length > 1 ? [element("p", {}, find("several"))] : []),
      ...(open.length ? [element("h3", {}, find("also")), list(open.map(({ answer }) => answer))] : []),
    );
    const names = pointed.map(({ link }) => link.textContent).join(", ");
    const progress = find("progress", { count: answers.length, all: questions.length });
    status.textContent = `${progress}. ${names ? find("found", { names }) : find("none")}`;
  }

  // The archetypes that the answers point to, those with the most reasons first.
  function archetypes(answers) {
    const pointed = new Map();
    for (const { answer } of answers) {
      for (const target of answer.querySelectorAll("[data-archetype]")) {
        const link = (target.querySelector("a") ?? target).cloneNode(true);
        const known = pointed.get(target.dataset.archetype) ?? { link, reasons: [] };
        known.reasons.push(answer);
        pointed.set(target.dataset.archetype, known);
      }
    }
    return [...pointed.values()].sort((a, b) => b.reasons.length - a.reasons.length);
  }

  function list(answers) {
    const items = answers.map((answer) => {
      const because = find("because", { answer: text(answer.querySelector(".answer__text")) });
      return element("li", {}, text(answer.querySelector(".answer__reason")), " ", element("small", {}, because));
    });
    return element("ul", {}, ...items);
  }
})();
