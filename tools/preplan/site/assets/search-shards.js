// The engine of a large library: Pagefind names pages that may hold the words, and the literal search judges them. So
// nothing is shown that does not hold the words, and order, groups and marks are those of the small library.
(scope => {
  "use strict";
  const my = (scope.SiteSearch ||= {});
  const PAGES = 40; // pages whose text is loaded for one query
  const WAYS = 3; // other words that are asked for beside the words themselves

  // A page's text as Pagefind keeps it → the row of the corpus; see site/search/shards.py.
  function row({ content, meta, raw_url: url }) {
    const frame = JSON.parse(meta.entry), anchors = frame[8];
    const parts = content.replace(/\u200b/g, "").split("␞").slice(0, anchors.length);
    frame[0] = url;
    frame[8] = parts.map((part, index) => {
      const [title, text] = part.split("␟");
      return [anchors[index], index ? title.trim() : "", text.trim()];
    });
    return frame;
  }

  my.shards = async (address, settings) => {
    const pagefind = await import(address);
    await pagefind.options({ baseUrl: "/" });
    const dictionary = my.dictionary(settings.synonyms), texts = new Map();
    let asked = null, hits = [], more = false;

    async function candidates(query) {
      const terms = my.terms(query, dictionary);
      const words = terms.map(term => term.word);
      const ways = terms.flatMap((term, index) => term.others.slice(0, WAYS).map(other => words.with(index, other)));
      const joined = terms.length > 1 && words.every(word => /^[a-z]+$/.test(word)) ? [[words.join("")]] : [];
      const found = new Map();
      for (const way of [words, ...joined, ...ways]) {
        const { results } = await pagefind.search(way.join(" "));
        results.forEach((result, place) => found.has(result.id) || found.set(result.id, { result, place }));
        if (results.length > PAGES) more = true;
      }
      return [...found.values()].sort((a, b) => a.place - b.place).slice(0, PAGES).map(({ result }) => result);
    }

    return async (query, only) => {
      if (query !== asked) {
        more = false;
        const rows = await Promise.all((await candidates(query)).map(async result => {
          if (!texts.has(result.id)) texts.set(result.id, row(await result.data()));
          return texts.get(result.id);
        }));
        hits = my.find(my.prepare(rows), dictionary, query);
        asked = query;
      }
      return { ...my.present(hits, settings.groups, only), more };
    };
  };
})(self);
