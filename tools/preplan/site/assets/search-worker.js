// Search worker for the theme's own box: literal matching instead of word segmentation, which cuts Chinese wrongly.
// It speaks the theme's four messages (0 setup, 1 ready, 2 query, 3 result) and fetches the corpus on the first query.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const SECTIONS = 6; // sections shown under one page

// Brackets of document numbers are typed in every way: 〔〕 [] () 【】 all mean the same.
const fold = text => text.normalize("NFKC").toLowerCase().replace(/[〔\[【(﹝]/g, "〔").replace(/[〕\]】)﹞]/g, "〕");
const escape = text => text.replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

let loading = null;
let pages = null;
let synonyms = new Map(); // folded word → the other words of its groups

async function read(path) {
  return (await fetch(new URL(path, self.location))).json();
}

async function load() {
  const [rows, groups] = await Promise.all([read("../search/corpus.json"), read("../search/synonyms.json")]);
  for (const group of groups) {
    const folded = group.map(fold);
    for (const word of folded) {
      synonyms.set(word, [...new Set([...(synonyms.get(word) || []), ...folded.filter(other => other !== word)])]);
    }
  }
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

// A synonym counts for less than the word itself: literal hits come first.
const SYNONYM = 0.25;

function weigh(section, isPage, word) {
  let weight = count(section.foldedText, word);
  const inTitle = section.foldedTitle.includes(word);
  if (inTitle) {
    weight += isPage ? 50 + (section.foldedTitle === word ? 50 : 0) + 20 * word.length / section.foldedTitle.length : 8;
  }
  return { weight, inTitle };
}

function score(section, isPage, terms, hits) {
  let total = 0, titles = 0;
  terms.forEach(({ word, others }, index) => {
    const own = weigh(section, isPage, word);
    const far = others.reduce((sum, other) => sum + weigh(section, isPage, other).weight, 0);
    const weight = own.weight + SYNONYM * far;
    titles += own.inTitle;
    hits[index] += weight;
    total += weight;
  });
  return { total, all: isPage && titles === terms.length };
}

function search(query) {
  const words = [...new Set(fold(query).replace(/[+"*]/g, " ").trim().split(/\s+/).filter(Boolean))];
  if (!words.length) return [];
  const terms = words.map(word => ({ word, others: synonyms.get(word) || [] }));
  const shown = [...new Set(terms.flatMap(({ word, others }) => [word, ...others]))].sort((a, b) => b.length - a.length);
  const found = [];
  for (const [address, sections] of pages) {
    const hits = terms.map(() => 0);
    let bonus = 0;
    const scored = sections.map(section => {
      const { total, all } = score(section, section.location === address, terms, hits);
      if (all) bonus = 100;
      return { section, total };
    });
    if (hits.every(Boolean)) found.push({ address, scored, total: hits.reduce((a, b) => a + b) + bonus });
  }
  found.sort((a, b) => b.total - a.total);
  const marks = Object.fromEntries(shown.map(word => [word, true]));
  const item = (section, total) => ({
    location: section.location, title: mark(section.title, shown), text: teaser(section, shown), score: total, terms: marks,
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
    // A failed load (the network was away) is tried again with the next query.
    if (query && !pages) await (loading ||= load().catch(() => { loading = null; }));
    postMessage({ type: RESULT, data: { items: query && pages ? search(query) : [] } });
  }
});
