// The page's side of the search. The theme starts its worker as the page loads; here it starts when the reader
// first goes to the search field. Results say of which kind they are, and can be narrowed to one kind.

(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, WHOLE = 4; // the theme's types of messages, and one of ours
  const Native = window.Worker;

  /** Holds its messages back until the search is used, and lets the results pass through `narrow`. */
  class SearchWorker extends EventTarget {
    #address;
    #waiting = [];
    #worker = null;
    #last = null;
    #asked = null;
    #whole = false;

    constructor(address) {
      super();
      this.#address = address;
      window.Worker = Native; // for whatever else the page runs
      document.addEventListener("focusin", ({ target }) => target.name === "query" && this.#start());
    }

    #start() {
      if (this.#worker) return;
      this.#worker = new Native(this.#address);
      this.#worker.addEventListener("message", ({ data }) => this.#receive(data));
      this.#waiting.forEach((message) => this.#worker.postMessage(message));
    }

    postMessage(message) {
      if (message.type === SETUP) addControl(message.data.config, () => this.#last && this.#receive(this.#last));
      if (message.type === QUERY) this.#asked = message;
      if (this.#worker) this.#worker.postMessage(message);
      else this.#waiting.push(message);
    }

    #receive(message) {
      const results = document.querySelector(".md-search-result");
      if (message.type === WHOLE) {
        this.#whole = true;
        this.#askAgain(results);
        return;
      }
      if (message.type === READY) results.ariaBusy = "true"; // titles are here, texts are to come
      if (message.type === RESULT) {
        if (this.#whole) results.ariaBusy = "false";
        this.#last = message;
        if (chosen) offerKinds(message.data.items.length);
      }
      const data = message.type === RESULT ? { ...message, data: narrow(message.data) } : message;
      this.dispatchEvent(new MessageEvent("message", { data }));
    }

    /** Has the texts answer too what the titles have answered, but replaces no result while one of them has the focus. */
    #askAgain(results) {
      const isInUse = results.contains(document.activeElement);
      const isToChange = Boolean(this.#asked?.data) && !isInUse;
      results.ariaBusy = String(isToChange);
      if (isToChange) this.#worker.postMessage(this.#asked);
      if (isInUse) results.addEventListener("focusout", () => setTimeout(() => this.#askAgain(results)), { once: true });
    }
  }

  let kinds = {};
  let chosen = null;

  /** The results of the chosen kind, each with its kind and with the other names that were found. */
  function narrow(result) {
    const kindOf = (group) => group.find((item) => item.kind)?.kind;
    const items = result.items.filter((group) => !chosen?.value || kindOf(group) === chosen.value);
    return { ...result, items: items.map((group) => group.map(withKind)) };
  }

  /** A name without its marks and blanks: what stands in both languages may differ by no more than those. */
  const bare = (name) => name.replace(/<[^>]*>|\s/g, "");

  function withKind(item) {
    const shown = new Set([bare(item.title)]);
    const isNew = (name) => shown.size < shown.add(bare(name)).size;
    const names = (item.names ?? []).filter((name) => name.includes("<mark>") && isNew(name));
    const parts = [kinds[item.kind], ...names.slice(0, 3)].filter(Boolean);
    return parts.length ? { ...item, title: `${item.title} <small>${parts.join(" · ")}</small>` } : item;
  }

  /** The list of kinds above the results. */
  function addControl(config, onChange) {
    const { label, all } = config.words ?? {};
    if (!label || chosen) return;
    kinds = config.kinds;
    chosen = document.createElement("select");
    chosen.append(new Option(all, ""), ...Object.entries(kinds).map(([kind, name]) => new Option(name, kind)));
    const frame = document.createElement("label");
    frame.className = "search-kind";
    frame.append(label, " ", chosen);
    chosen.addEventListener("change", onChange);
    document.querySelector(".md-search__scrollwrap").prepend(frame);
    const field = document.forms.namedItem("search").elements.namedItem("query");
    for (const change of ["input", "reset"]) field.form.addEventListener(change, () => setTimeout(offerKinds));
    offerKinds();
    // The theme listens to keys alone, and so misses what is pasted with the mouse, or dictated.
    field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));
    keepKeys(field.closest(".md-search"));
  }

  /** While nothing is found there is nothing to narrow: the list of kinds is then no stop of the keyboard. */
  function offerKinds(found = 0) {
    const asked = document.forms.namedItem("search").elements.namedItem("query").value.trim();
    if (!asked || found) chosen.parentElement.hidden = !asked;
  }

  // The theme closes the search on Tab and takes every key for the field. Here Tab goes its usual way, from the field to
  // the list and the results; `handbook.js` closes the search when the focus leaves it.
  function keepKeys(search) {
    search.addEventListener("keydown", (event) => {
      const choosing = event.target === chosen && event.key !== "Escape";
      if (choosing || event.key === "Tab") event.stopPropagation();
    });
    // The theme takes the results out of the order of Tab.
    const reach = () => search.querySelectorAll(".md-search-result__link").forEach((link) => (link.tabIndex = 0));
    new MutationObserver(reach).observe(search.querySelector(".md-search-result__list"), { childList: true, subtree: true });
  }

  window.Worker = SearchWorker;
})();
