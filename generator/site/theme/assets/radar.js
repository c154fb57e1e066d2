// Draws profiles on a radar that was made with the page: its rings give the places, so the geometry is one.
"use strict";

handbook.radar = (svg) => {
  const NAMES = "http://www.w3.org/2000/svg";
  // The rings stand from the innermost to the outermost; a level is a ring, an axis a corner of it.
  const rings = [...svg.querySelectorAll("polygon.ring")].map((ring) => [...ring.points].map(({ x, y }) => ({ x, y })));
  const axes = [...svg.querySelectorAll(".axis-name")].map((label) =>
    [...label.children].map((line) => line.textContent).join(" "),
  );
  const outer = rings.at(-1);
  const centre = {
    x: outer.reduce((sum, { x }) => sum + x, 0) / outer.length,
    y: outer.reduce((sum, { y }) => sum + y, 0) / outer.length,
  };

  function shape(name, attributes, ...children) {
    const made = document.createElementNS(NAMES, name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    made.append(...children);
    return made;
  }

  // Round, square, and pointed marks: the series differ without their colours.
  const marks = [
    ({ x, y }) => shape("circle", { cx: x, cy: y, r: 4 }),
    ({ x, y }) => shape("rect", { x: x - 4, y: y - 4, width: 8, height: 8 }),
    ({ x, y }) => shape("polygon", { points: `${x},${y - 5} ${x + 5},${y + 4} ${x - 5},${y + 4}` }),
  ];
  const dashes = ["none", "7 4", "2 3"];

  // Levels in the order of the axes; 0 where there is none, which leaves the axis out of the outline.
  function draw(levels, order) {
    const places = levels.map((level, axis) => (level ? rings[level - 1][axis] : null)).filter(Boolean);
    const outline = (places.length > 2 ? places : [centre, ...places]).map(({ x, y }) => `${x},${y}`).join(" ");
    return shape(
      "g",
      { class: `series series--${order + 1}` },
      shape("polygon", {
        points: outline,
        "fill-opacity": 0.14,
        "stroke-width": 2.5,
        "stroke-dasharray": dashes[order],
        "stroke-linejoin": "round",
      }),
      ...places.map(marks[order]),
    );
  }

  // What the drawing says to those who do not see it.
  function told({ name, levels }) {
    const known = levels.map((level, axis) => [axes[axis], level]).filter(([, level]) => level);
    return `${name}: ${known.map((pair) => pair.join(" ")).join(", ")}.`;
  }

  return {
    most: marks.length,
    show(series) {
      for (const old of svg.querySelectorAll(".series")) old.remove();
      series.forEach(({ levels }, order) => svg.append(draw(levels, order)));
      svg.querySelector("desc").textContent = series.map(told).join(" ");
    },
    // The key, outside the drawing: names wrap there, and are read as text.
    key: (series) =>
      handbook.element(
        "ul",
        { class: "radar-key" },
        ...series.map(({ name }, order) => {
          const sample = shape("svg", { viewBox: "0 0 40 12", width: 40, height: 12, "aria-hidden": "true" });
          const line = { x1: 0, y1: 6, x2: 40, y2: 6, "stroke-width": 2.5, "stroke-dasharray": dashes[order] };
          const group = { class: `series series--${order + 1}` };
          sample.append(shape("g", group, shape("line", line), marks[order]({ x: 20, y: 6 })));
          return handbook.element("li", {}, sample, " ", name);
        }),
      ),
  };
};
