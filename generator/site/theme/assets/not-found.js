// The page for addresses that do not exist holds every language: keep the one that the address is in.

const guides = [...document.querySelectorAll("[data-root]")];
const asked = guides
  .filter((guide) => location.pathname.startsWith(guide.dataset.root))
  .sort((one, other) => other.dataset.root.length - one.dataset.root.length)[0];

if (asked) {
  for (const guide of guides) guide.hidden = guide !== asked;
  document.documentElement.lang = asked.lang;
  document.title = asked.querySelector("h1").textContent;
}
