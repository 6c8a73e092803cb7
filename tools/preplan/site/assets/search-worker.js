// Search worker for the theme's own box: literal matching instead of word segmentation, which cuts Chinese wrongly.
// It speaks the theme's four messages (0 setup, 1 ready, 2 query, 3 result) and fetches the corpus on the first query.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const SECTIONS = 6; // sections shown under one page

// Brackets of document numbers are typed in every way: 〔〕 [] () 【】 all mean the same.
const fold = text => text.normalize("NFKC").toLowerCase().replace(/[〔\[【(﹝]/g, "〔").replace(/[〕\]】)﹞]/g, "〕");
const escape = text => text.replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

let loading = null;
let pages = null;

async function load() {
  const rows = await (await fetch(new URL("../search/corpus.json", self.location))).json();
  const found = new Map();
  for (const [location, title, text] of rows) {
    const address = location.split("#")[0];
    if (!found.has(address)) found.set(address, []);
    found.get(address).push({ location, title, text, foldedTitle: fold(title), foldedText: fold(text) });
  }
  pages = found;
}

function count(text, word) {
  let number = 0;
  for (let at = text.indexOf(word); at >= 0 && number < 9; at = text.indexOf(word, at + word.length)) number++;
  return number;
}

function mark(text, words) {
  const folded = fold(text);
  if (folded.length !== text.length) return escape(text);
  let out = "";
  for (let at = 0; at < text.length;) {
    const word = words.find(w => folded.startsWith(w, at));
    if (word) {
      out += `<mark data-md-highlight>${escape(text.slice(at, at + word.length))}</mark>`;
      at += word.length;
    } else out += escape(text[at++]);
  }
  return out;
}

function teaser(section, words) {
  let start = 0;
  if (section.foldedText.length === section.text.length) {
    const hits = words.map(word => section.foldedText.indexOf(word)).filter(at => at >= 0);
    if (hits.length) start = Math.max(0, Math.min(...hits) - 24);
  }
  const end = start + 120;
  return (start ? "…" : "") + mark(section.text.slice(start, end), words) + (section.text.length > end ? "…" : "");
}

function score(section, isPage, words, hits) {
  let total = 0, inTitle = 0;
  words.forEach((word, index) => {
    let weight = count(section.foldedText, word);
    if (section.foldedTitle.includes(word)) {
      inTitle++;
      weight += isPage ? 50 + (section.foldedTitle === word ? 50 : 0) + 20 * word.length / section.foldedTitle.length : 8;
    }
    hits[index] += weight;
    total += weight;
  });
  return { total, all: isPage && inTitle === words.length };
}

function search(query) {
  const words = [...new Set(fold(query).replace(/[+"*]/g, " ").trim().split(/\s+/).filter(Boolean))];
  if (!words.length) return [];
  const found = [];
  for (const [address, sections] of pages) {
    const hits = words.map(() => 0);
    let bonus = 0;
    const scored = sections.map(section => {
      const { total, all } = score(section, section.location === address, words, hits);
      if (all) bonus = 100;
      return { section, total };
    });
    if (hits.every(Boolean)) found.push({ address, scored, total: hits.reduce((a, b) => a + b) + bonus });
  }
  found.sort((a, b) => b.total - a.total);
  const terms = Object.fromEntries(words.map(word => [word, true]));
  const item = (section, total) => ({
    location: section.location, title: mark(section.title, words), text: teaser(section, words), score: total, terms,
  });
  return found.map(({ address, scored, total }) => {
    const head = scored.find(({ section }) => section.location === address) || scored[0];
    const rest = scored.filter(entry => entry !== head && entry.total > 0).sort((a, b) => b.total - a.total);
    return [item(head.section, total), ...rest.slice(0, SECTIONS).map(entry => item(entry.section, entry.total))];
  });
}

addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) postMessage({ type: READY });
  if (message.type === QUERY) {
    const query = message.data.trim();
    if (query && !pages) await (loading ||= load());
    postMessage({ type: RESULT, data: { items: query ? search(query) : [] } });
  }
});
