// Says what was to be reviewed before today, by the reader's own clock: the page itself does not know the day.

const overdueWords = document.currentScript.dataset;

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// The heading under which to say it: that of the entry, on a page that holds many.
function headingOf(element) {
  const keeping = element.closest(".keeping--item");
  for (let before = keeping?.previousElementSibling; before; before = before.previousElementSibling) {
    if (before.matches("h2")) return before;
  }
  return document.querySelector("article h1");
}

function banner(due, text) {
  const note = document.createElement("p");
  note.className = "overdue";
  note.textContent = text.replace("{date}", due.querySelector("time").textContent);
  return note;
}

for (const due of document.querySelectorAll("[data-review-by]")) {
  if (due.dataset.reviewBy >= today()) continue;
  due.classList.add("overdue-date");
  const heading = headingOf(due);
  const item = heading?.matches("h2");
  const place = document.createElement("div");
  // The live region stands before the text comes, or nobody would be told.
  place.setAttribute("role", "status");
  heading?.after(place);
  place.append(banner(due, item ? overdueWords.item : overdueWords.page));
}
