// Terms of the glossary: their definition opens beside them, by mouse, keyboard and touch.
// Without this script a term is a link to the glossary.
"use strict";

(() => {
  const { element } = handbook;
  const find = handbook.words("terms");
  const LEAVE = 200; // Time to move the mouse from the term to its definition.

  const meaning = element("span", { id: "definition-text" });
  // The term itself is the link for the keyboard; this one is for touch.
  const more = element("a", { class: "definition__more", tabindex: "-1" }, find("more"));
  const box = element("span", { class: "definition", hidden: true }, meaning, " ", more);
  let shown = null;
  let leaving = 0;

  function show(term) {
    clearTimeout(leaving);
    if (shown === term) return;
    hide();
    shown = term;
    meaning.textContent = term.dataset.definition;
    more.href = term.href;
    term.after(box);
    term.setAttribute("aria-describedby", meaning.id);
    box.hidden = false;
    place(term);
  }

  function hide() {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    box.hidden = true;
    shown = null;
  }

  // Under the first line of the term, within the window; above where there is no room.
  function place(term) {
    const at = term.getClientRects()[0];
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8));
    const below = at.bottom + box.offsetHeight + 8 <= innerHeight;
    box.style.left = `${left}px`;
    box.style.top = `${below ? at.bottom : at.top - box.offsetHeight}px`;
  }

  const soon = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, LEAVE);
  };

  for (const term of document.querySelectorAll("a.term")) {
    let touched = false;
    term.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(term));
    term.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && soon());
    term.addEventListener("pointerdown", (event) => (touched = event.pointerType !== "mouse"));
    term.addEventListener("focus", () => show(term));
    term.addEventListener("pointercancel", () => (touched = false));
    term.addEventListener("blur", soon);
    // A touch opens the definition; the link to the glossary stands in it.
    term.addEventListener("click", (event) => {
      if (!touched) return;
      event.preventDefault();
      touched = false;
      show(term);
    });
  }

  box.addEventListener("pointerenter", () => clearTimeout(leaving));
  box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && soon());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) hide();
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !box.contains(event.target) && !shown.contains(event.target)) hide();
  });
  // It follows the page, in frames that scroll too.
  addEventListener("scroll", () => shown && place(shown), { passive: true, capture: true });
  addEventListener("resize", () => shown && place(shown));
})();
