// Stands before the theme's search worker, whose file name follows the `#` in this one's address. It folds the
// words of the index and of the query alike (accents, ligatures, simple plurals), finds words with a typing error,
// and fetches the documents of the index when it is first needed: first their titles and names, which answer most
// queries and are a sixth of it, then all. Elisions are cut off by the index's separator.

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, WHOLE = 4; // the theme's types of messages, and one of ours
const EXACT = 8; // how much more a whole word counts than the beginning of one
const OPERATORS = /["+~^*:]|(^|\s)-/;
const HERE = self.document ? document.currentScript.src : location.href; // on file:// the worker is a frame

let separator = /\s+/;
let stopWords = (word) => word;
/** @type {Map<string, string>} What the reader typed, by its folded form. */
let typed = new Map();
let asked = "";
/** How many of the files of documents are to come, and whether the page knows that it may ask. */
let missing = 0;
let ready = false;
const guessed = new Set();

/** The form under which a word is indexed and searched; both languages share it. */
function fold(word) {
  const plain = word.toLowerCase().replace(/&amp;/g, "&").normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/’/g, "'").replace(/'s?$|^'+/g, "");
  return plain.replace(/(eau|eu)x$/, "$1").replace(/(..)aux$/, "$1al").replace(/(..[^s])s$/, "$1")
    .replace(/(....)e$/, "$1").replace(/(....)y$/, "$1i");
}

/** What two spellings of a name have in common. */
function nameKey(name) {
  return name.replace(/<[^>]+>|\(.*?\)/g, "").split(separator).filter(Boolean).map(fold).join(" ");
}

/** Folds the words of a query. Stop words are left out, unless they are all there is or stand in capitals. */
function prepare(query) {
  typed = new Map();
  asked = nameKey(query);
  const folded = (word) => (typed.set(fold(word), word), fold(word));
  if (OPERATORS.test(query)) return query.replace(/[^\s"+~^*:-]+/g, folded);
  const words = query.split(separator).filter(Boolean);
  const telling = words.filter((word) => /^\p{Lu}{2,}$/u.test(word) || stopWords(word.toLowerCase()));
  return (telling.length ? telling : words).map(folded).join(" ");
}

/** Gives whole words more weight, and puts what resembles it in the place of a word that the index has not. */
function widen(index, query) {
  const has = (set) => index.tokenSet.intersect(set).toArray().length > 0;
  return query.replace(/(^|\s)([^\s"+~^*:-]+)\*(?=\s|$)/g, (found, before, word) => {
    if (has(lunr.TokenSet.fromString(word + "*"))) return `${before}${word}^${EXACT} ${word}*`;
    if (missing) return found; // the word may stand in a text that is yet to come
    const edits = [1, 2].find((n) => word.length >= 2 * n + 2 && has(lunr.TokenSet.fromFuzzyString(word, n)));
    if (edits) guessed.add(word);
    return edits ? `${before}${word}~${edits}` : found;
  });
}

/** Names the words of a result as the page spells them, so that the page can mark them; and those missing as typed. */
function spell(item) {
  const fields = [item.title, item.text].join(" ");
  const found = new Set(Array.from(fields.matchAll(/<mark>(.*?)<\/mark>/g), (match) => match[1].toLowerCase()));
  if (!found.size) typed.forEach((word) => found.add(word)); // found by another name, or in a text that is yet to come
  const lacking = Object.keys(item.terms).filter((term) => !item.terms[term] && !guessed.has(term));
  item.terms = Object.fromEntries([
    ...[...found].slice(0, 8).map((word) => [word, true]),
    ...lacking.map((term) => [typed.get(term) ?? term, false]),
  ]);
}

/** Lifts what bears the very name that was asked for; the theme opens the highest score on Enter. */
function lift(item) {
  if (nameKey(item.title) === asked) item.score *= 4;
  else if (item.names?.some((name) => nameKey(name) === asked)) item.score *= 2;
}

async function fetchDocuments({ documents, ...config }, data) {
  missing = documents.length;
  for (const name of documents) {
    const answer = await fetch(new URL(`../../../search/${name}`, HERE));
    const docs = await answer.json();
    dispatchEvent(new MessageEvent("message", { data: { type: SETUP, data: { ...data, config: { ...config }, docs } } }));
    config.lang = ["en"]; // the words of the language are loaded: the theme is not to load them again
  }
}

/** Whether the page is to have a message: it is told once that the search is ready, and of nothing found only by all. */
function wanted({ type, data }) {
  if (type !== READY) return type !== RESULT || !missing || data.items.length > 0;
  const isFirst = !ready;
  ready = true;
  missing = Math.max(0, missing - 1);
  return isFirst;
}

addEventListener("message", (event) => {
  const { type, data } = event.data;
  if (type === QUERY) event.data.data = prepare(data);
  if (type !== SETUP) return;
  separator = new RegExp(data.config.separator);
  if (!data.config.documents) return;
  event.stopImmediatePropagation();
  fetchDocuments(data.config, data);
});

function patch() {
  const { ref } = lunr.Builder.prototype;
  const { search } = lunr.Index.prototype;
  const foldToken = (token) => (token.update(fold).toString() ? token : undefined);
  lunr.Pipeline.registerFunction(foldToken, "fold");
  lunr.Builder.prototype.ref = function (name) {
    this.pipeline.add(foldToken);
    stopWords = (lunr.fr ?? lunr).stopWordFilter;
    return ref.call(this, name);
  };
  lunr.Index.prototype.search = function (query) {
    return search.call(this, widen(this, query));
  };
  const post = self.postMessage.bind(self);
  self.postMessage = (message) => {
    if (message.type === RESULT) {
      const best = (group) => Math.max(...group.map((item) => item.score));
      message.data.items.flat().forEach((item) => (spell(item), lift(item)));
      message.data.items.sort((a, b) => best(b) - best(a));
    }
    if (wanted(message)) post(message);
    if (message.type === READY && !missing) post({ type: WHOLE });
  };
}

Promise.resolve(importScripts(new URL(HERE.match(/#([\w.-]+)/)[1], HERE).href)).then(patch);
