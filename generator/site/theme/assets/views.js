// What the computed pages add in a browser. Every page is whole without it.

// A button to print, which would do nothing without a script and is hidden until now.
function readyPrintButtons() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

// In a network, the lines of the node that is pointed at or focused stand out, and what they lead to.
function bringOutLinks() {
  for (const network of document.querySelectorAll("svg.network")) {
    const edges = [...network.querySelectorAll("[data-from]")];
    const show = (node) => {
      const key = node?.dataset.node;
      const near = new Set([key]);
      for (const edge of edges) {
        const joined = edge.dataset.from === key || edge.dataset.to === key;
        edge.classList.toggle("network__edge--out", joined);
        if (joined) near.add(edge.dataset.from).add(edge.dataset.to);
      }
      for (const other of network.querySelectorAll("[data-node]")) {
        other.classList.toggle("network__node--out", Boolean(key) && near.has(other.dataset.node));
      }
      network.classList.toggle("network--lit", Boolean(key));
    };
    for (const node of network.querySelectorAll("[data-node]")) {
      node.addEventListener("pointerenter", () => show(node));
      node.addEventListener("pointerleave", () => show(network.querySelector("[data-node]:focus")));
      node.addEventListener("focus", () => show(node));
      node.addEventListener("blur", () => show(null));
    }
  }
}

document.addEventListener("DOMContentLoaded", () => {
  readyPrintButtons();
  bringOutLinks();
});
