// What the scripts of single pages share: their words, the elements they add, the choice kept in the address.
// It comes first on the pages that ask for a script, and gives them `handbook`. No page loads it for nothing.
"use strict";

const handbook = (() => {
  // The interface words of one script, which the page carries in its own language. `{name}` stands for a value.
  function words(script) {
    const texts = JSON.parse(document.querySelector(`[data-words="${script}"]`)?.textContent ?? "{}");
    return (key, values = {}) => (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  // An element with its attributes and children. Texts are only ever set as text.
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(attribute, value);
      else if (value === true) made.setAttribute(attribute, "");
      else if (value !== false && value != null) made.setAttribute(attribute, value);
    }
    made.append(...children);
    return made;
  }

  const button = (text, click, attributes = {}) =>
    element("button", { type: "button", class: "control", click, ...attributes }, text);

  // Says what changed, for eyes and screen readers alike.
  const status = () => element("p", { class: "status", role: "status" });

  // What a reader sees of an element: no permalink, no words for screen readers, a line a `br`.
  function text(node) {
    const copy = node.cloneNode(true);
    for (const extra of copy.querySelectorAll(".headerlink, .unseen, small")) extra.remove();
    for (const br of copy.querySelectorAll("br")) br.replaceWith("\n");
    return copy.textContent
      .split("\n")
      .map((line) => line.replace(/[ \t\r]+/g, " ").trim())
      .filter(Boolean)
      .join("\n");
  }

  // Text as it is compared: without accents, capitals and typographic spaces and apostrophes.
  const folded = (value) =>
    value
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/\s+/g, " ")
      .replace(/[’‘]/g, "'")
      .toLowerCase()
      .trim();

  // The choice in the address: ids separated by commas, under a name that is the same in every language.
  const chosen = (name) => (new URLSearchParams(location.search).get(name) ?? "").split(",").filter(Boolean);

  function choose(name, values) {
    const query = new URLSearchParams(location.search);
    if (values.length) query.set(name, values.join(","));
    else query.delete(name);
    const search = query.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", location.pathname + (search && `?${search}`) + location.hash);
    carryToOtherLanguage();
  }

  // The same choice holds in the other language.
  function carryToOtherLanguage() {
    for (const link of document.querySelectorAll("a.languages__item")) link.search = location.search;
  }
  carryToOtherLanguage();

  // A button that copies the address; where the browser forbids that, it shows the address to copy.
  function copyLink(say) {
    const find = words("controls");
    const shown = element("input", { class: "address", readonly: true, hidden: true, "aria-label": find("address") });
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        say(find("copied"));
      } catch {
        shown.value = location.href;
        shown.hidden = false;
        shown.focus();
        shown.select();
        say(find("copy_by_hand"));
      }
    };
    return [button(find("copy"), copy), shown];
  }

  // Hands the reader a file that was made in the page: nothing is sent anywhere.
  function download(name, type, content) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = element("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  return { words, element, button, status, text, folded, chosen, choose, copyLink, download };
})();
