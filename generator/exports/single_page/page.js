// The search of the single page: words in, articles that hold all of them out. Texts are only ever set as text.
(() => {
  const box = document.querySelector(".search"), field = document.getElementById("search-words");
  const count = document.getElementById("search-count"), list = document.getElementById("search-results");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’]/g, "'").toLowerCase();
  let index = null;
  const read = () => index ??= [...document.querySelectorAll("article")].map((article) => {
    const text = article.textContent.replace(/\s+/g, " ").trim();
    const title = article.querySelector("h2")?.textContent ?? "";
    return { id: article.id, title, text, plainTitle: plain(title), plainText: plain(text) };
  });
  const excerpt = (page, word) => {
    const at = Math.max(0, page.plainText.indexOf(word) - 60);
    return (at ? "…" : "") + page.text.slice(at, at + 160) + "…";
  };
  const show = () => {
    const words = plain(field.value).split(/\s+/).filter((word) => word.length > 1);
    list.replaceChildren();
    count.textContent = "";
    if (!words.length) return;
    const weight = (page) => words.filter((word) => page.plainTitle.includes(word)).length;
    const found = read().filter((page) => words.every((word) => page.plainText.includes(word)));
    found.sort((one, other) => weight(other) - weight(one));
    count.textContent = found.length ? count.dataset.found.replace("{count}", found.length) : count.dataset.none;
    for (const page of found.slice(0, 30)) {
      const item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
      link.href = "#" + page.id;
      link.textContent = page.title;
      text.textContent = excerpt(page, words[0]);
      item.append(link, text);
      list.append(item);
    }
  };
  box.hidden = false;
  field.addEventListener("input", show);
})();
