// The search beside the page: loads the texts with the first query and answers {number, query, only, settings}.
"use strict";
importScripts("search-fold.js", "search-core.js", "search-present.js");
let ask = null;

addEventListener("message", ({ data: { number, query, only, settings } }) => {
  try {
    if (!ask) {
      importScripts("../search/corpus.js");
      ask = SiteSearch.literal(SiteSearch.corpus, settings);
      SiteSearch.corpus = null;
    }
    postMessage({ number, answer: ask(query, only) });
  } catch (error) { // the network was away: the next query tries again
    postMessage({ number, error: String(error) });
  }
});
