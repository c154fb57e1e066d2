// Small things that need the reader's browser. Every page is whole without them.

// A wide table scrolls inside its frame: make the frame reachable by keyboard, and give it a name.
function nameScrollingTables() {
  for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
    const heading = closestHeading(frame);
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    if (heading) frame.setAttribute("aria-label", heading);
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

document.addEventListener("DOMContentLoaded", () => {
  // Material wraps the tables a moment later, so watch for the frames.
  nameScrollingTables();
  new MutationObserver(nameScrollingTables).observe(document.querySelector(".md-content") ?? document.body, {
    childList: true,
    subtree: true,
  });
});
