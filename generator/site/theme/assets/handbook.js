// Small things that need the reader's browser. Every page is whole without them.

const { src: ASSETS, dataset: WORDS } = document.currentScript;

const FRAMES = ".md-typeset__scrollwrap:not(.md-typeset__scrollwrap *)";

// A wide table scrolls inside its frame: while it does, make the frame reachable by keyboard, and give it a name.
function nameScrollingTables() {
  for (const frame of document.querySelectorAll(FRAMES)) {
    const scrolls = frame.scrollWidth > frame.clientWidth;
    frame.toggleAttribute("tabindex", scrolls);
    if (scrolls) frame.tabIndex = 0;
    setAttribute(frame, "role", scrolls && "region");
    setAttribute(frame, "aria-label", scrolls && nameOf(frame));
  }
}

// The frames of computed views have their names already: they need the keyboard only while there is something to scroll.
function reachScrollingSheets() {
  for (const frame of document.querySelectorAll(".md-typeset .scroll")) {
    const scrolls = frame.scrollWidth > frame.clientWidth;
    setAttribute(frame, "tabindex", scrolls && "0");
  }
}

function watchFrames() {
  nameScrollingTables();
  reachScrollingSheets();
  followPage();
}

// A table is as high as its rows: its head follows the page (`--head`), and its edge fades while there is more beside it.
function followPage() {
  const top = document.querySelector(".md-header").getBoundingClientRect().bottom;
  for (const frame of document.querySelectorAll(`.md-typeset .scroll, ${FRAMES}`)) {
    const hidden = Math.max(0, Math.round(top - frame.getBoundingClientRect().top - frame.clientTop));
    const head = hidden < frame.offsetHeight ? `${hidden}px` : "0px";
    if (frame.style.getPropertyValue("--head") !== head) frame.style.setProperty("--head", head);
    frame.toggleAttribute("data-more", frame.scrollLeft + frame.clientWidth < frame.scrollWidth - 1);
  }
}

function setAttribute(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/** The caption of the table, or its heading; numbered where several tables have the same. */
function nameOf(frame) {
  const own = (one) => one.querySelector("caption")?.textContent.trim() || closestHeading(one);
  const frames = [...document.querySelectorAll(FRAMES)];
  const before = frames.slice(0, frames.indexOf(frame)).filter((other) => own(other) === own(frame));
  return before.length ? `${own(frame)} (${before.length + 1})` : own(frame);
}

// Beside each heading a character that holds its address: for the mouse only, as the contents of the page name them too.
function linkHeadings() {
  if (!WORDS.permalink) return;
  for (const heading of document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)[id]")) {
    const link = document.createElement("a");
    Object.assign(link, { className: "headerlink", href: `#${heading.id}`, title: WORDS.permalink, tabIndex: -1, ariaHidden: "true" });
    link.append("¶");
    heading.append(link);
  }
}

function closestHeading(element) {
  for (let node = element; node && !node.matches(".md-content__inner"); node = node.parentElement) {
    for (let before = node.previousElementSibling; before; before = before.previousElementSibling) {
      if (before.matches("h1, h2, h3")) return before.textContent.replace("¶", "").trim();
    }
  }
  return document.querySelector("h1")?.textContent.replace("¶", "").trim();
}

// The theme opens its menu, its sections and its search with labels, which no keyboard reaches: buttons take their place.
function replaceLabels() {
  const labels = ".md-header__button[for='__drawer'], .md-header__button[for='__search'], .md-nav__link[for], .md-nav--primary .md-nav__item .md-nav__title";
  for (const label of document.querySelectorAll(`label:is(${labels})`)) {
    const button = document.createElement("button");
    button.type = "button";
    for (const { name, value } of label.attributes) if (name !== "tabindex") button.setAttribute(name, value);
    button.append(...label.childNodes);
    const box = document.getElementById(label.htmlFor);
    if (!button.textContent.trim()) setAttribute(button, "aria-label", label.title || nameOfSection(label));
    const tell = () => button.setAttribute("aria-expanded", box.checked);
    tell();
    box.addEventListener("change", tell);
    button.addEventListener("click", () => box.click());
    label.replaceWith(button);
  }
}

// What is in the other sections, and the contents of the page, are put into the menu when a reader first opens it.
function fillMenu() {
  const script = document.createElement("script");
  const root = new URL("..", ASSETS);
  script.src = new URL("menu.js", ASSETS);
  script.addEventListener("load", () => {
    const items = document.querySelectorAll(".md-nav--primary > .md-nav__list > .md-nav__item");
    items.forEach((item, place) => openSection(item, place, root));
    replaceLabels();
  });
  document.head.append(script);
  addContents();
}

/** Puts a section in the place of the link to its first page. */
function openSection(item, place, root) {
  const [title, links] = window.handbookSections[place];
  if (!links.length || item.matches(".md-nav__item--nested")) return;
  const list = links.map(([name, address]) => ["<li><a href=\"", new URL(address, root), "\">", name, "</a></li>"].join(""));
  item.classList.add("md-nav__item--nested");
  item.innerHTML = drawerPart(`__nav_${place + 1}`, title, "", title, list.join(""), "links");
}

/** The contents of the page, which a wide screen shows beside it, under its title. */
function addContents() {
  const link = document.querySelector(".md-nav--primary .md-nav__item--active > a.md-nav__link--active");
  const contents = document.querySelector(".md-sidebar--secondary .md-nav");
  const list = contents?.querySelector(".md-nav__list");
  if (!link || !list) return;
  const [title, address] = [link.innerHTML, link.outerHTML];
  const item = link.parentElement;
  item.innerHTML = drawerPart("__toc", title, address, contents.querySelector(".md-nav__title").textContent.trim(), list.innerHTML, "");
  item.querySelector(".md-nav__link").classList.add("md-nav__link--active");
  item.querySelector(".md-nav").classList.add("md-nav--secondary");
  replaceLabels();
}

/** What opens a part of the drawer, and the part: `title` leads to it, `name` leads back. */
function drawerPart(id, title, link, name, list, kind) {
  const icon = '<span class="md-nav__icon md-icon"></span>';
  return `<input class="md-nav__toggle md-toggle" type="checkbox" id="${id}">
    <label class="md-nav__link" for="${id}">${title}${icon}</label>${link}
    <div class="md-nav" data-md-level="1"><label class="md-nav__title" for="${id}">${icon}${name}</label>
    <ul class="md-nav__list ${kind}">${list}</ul></div>`;
}

function nameOfSection(label) {
  return label.parentElement.querySelector("a")?.textContent.trim();
}

// The choice of colours is kept while it differs from the system's, which are followed otherwise. The page's head has shown them.
function offerColours() {
  const button = document.querySelector(".colours");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const system = () => (dark.matches ? "slate" : "default");
  const shown = () => document.body.dataset.mdColorScheme;
  const tell = () => ["title", "aria-label"].forEach((name) => button.setAttribute(name, button.dataset[shown()]));
  function show(scheme) {
    document.body.dataset.mdColorScheme = scheme;
    document.documentElement.style.colorScheme = scheme === "slate" ? "dark" : "light";
    tell();
  }
  tell();
  dark.addEventListener("change", () => read() ?? show(system()));
  button.addEventListener("click", () => {
    show(shown() === "slate" ? "default" : "slate");
    keep(shown() === system() ? null : shown());
  });
}

// A browser may refuse to keep anything: the choice then lasts for one page.
function read() {
  try {
    return localStorage.getItem("scheme");
  } catch {
    return null;
  }
}

function keep(scheme) {
  try {
    if (scheme) localStorage.setItem("scheme", scheme);
    else localStorage.removeItem("scheme");
  } catch {
    // as above
  }
}

// While the menu or the search covers the page, the keyboard stays in it; Escape closes it, and the focus goes back.
function keepFocus() {
  const drawer = document.getElementById("__drawer");
  const search = document.getElementById("__search");
  let before = null;
  drawer.addEventListener("change", () => {
    const covered = ".md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer, .md-top, [data-md-component='skip']";
    for (const part of document.querySelectorAll(covered)) part.inert = drawer.checked;
    const ways = [...document.querySelectorAll(".md-nav--primary :is(a, button)")];
    if (drawer.checked) ways.find((way) => way.checkVisibility({ visibilityProperty: true }))?.focus();
    else document.querySelector(".md-header__button[for='__drawer']").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) drawer.click();
  });
  matchMedia("(min-width: 76.25em)").addEventListener("change", () => drawer.checked && drawer.click());
  document.addEventListener("focusin", ({ target, relatedTarget }) => {
    if (target.name === "query" && !target.closest(".md-search").contains(relatedTarget)) before = relatedTarget;
  });
  search.addEventListener("change", () => {
    if (!search.checked) before?.focus();
  });
  document.querySelector(".md-search").addEventListener("focusout", ({ currentTarget, relatedTarget }) => {
    if (!search.checked || !relatedTarget || currentTarget.contains(relatedTarget)) return;
    before = null; // the reader goes on: the focus stays where it went
    search.click();
  });
}

// Where the search covers the page, its field is no stop of the keyboard before it is open: a button opens it.
function reachSearch() {
  const search = document.getElementById("__search");
  const covers = matchMedia("(max-width: 59.984375em)");
  const reach = () => (document.forms.namedItem("search").elements.namedItem("query").tabIndex = covers.matches && !search.checked ? -1 : 0);
  reach();
  search.addEventListener("change", reach);
  covers.addEventListener("change", reach);
}

// The way to the other language leads to the same place of the page: anchors are the same in both.
function carryAnchor({ target }) {
  const link = target.closest?.("a.languages__item");
  if (link) link.hash = location.hash;
}

// What stands at the foot of each printed sheet: the address of the page, and the day.
function tellWhatIsPrinted() {
  const { lang } = document.documentElement;
  const day = new Date().toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });
  const address = decodeURI(location.href.split("#")[0]).replace(/^https?:\/\//, "");
  document.documentElement.style.setProperty("--printed", JSON.stringify(`${address} · ${day}`));
}

// The theme changes the page at a single letter (n, p, f, s): whoever speaks to a computer would do it by accident.
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (!typing && /^[fsnp,.]$/i.test(event.key)) event.stopImmediatePropagation();
}, { capture: true });

document.addEventListener("DOMContentLoaded", () => {
  linkHeadings();
  replaceLabels();
  offerColours();
  // Before the focus goes into the menu.
  document.getElementById("__drawer").addEventListener("change", fillMenu, { once: true });
  keepFocus();
  reachSearch();
  addEventListener("beforeprint", tellWhatIsPrinted);
  for (const use of ["click", "auxclick", "contextmenu"]) document.addEventListener(use, carryAnchor);
  document.querySelector(".making")?.remove(); // the deferred scripts have run
  // Pages may yet make a table or show one: watch for frames.
  watchFrames();
  addEventListener("resize", watchFrames);
  document.addEventListener("scroll", followPage, { capture: true, passive: true });
  new MutationObserver(watchFrames).observe(document.querySelector(".md-content") ?? document.body, {
    childList: true,
    subtree: true,
  });
});
