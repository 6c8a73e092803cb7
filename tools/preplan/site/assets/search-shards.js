// The engine of a large library: Pagefind names pages that may hold the words, and the literal search judges them. So
// nothing is shown that does not hold the words, and order, groups and marks are those of the small library.
(scope => {
  "use strict";
  const my = (scope.SiteSearch ||= {});
  const PAGES = 60; // pages shown that hold the words; as many as a reader may look through
  const LOADED = 240; // pages loaded to find them: pairs of characters name some that hold the pairs apart
  const NEAR = 20; // pages loaded for other ways to say it, of which so many are asked for:
  const WAYS = 6;

  // A word as the index knows it: pairs of Chinese characters, runs of letters and digits; see site/search/shards.py.
  function pieces(word) {
    return (word.match(/[\u4e00-\u9fff]+|[a-z0-9]+/g) || []).flatMap(run =>
      run[0] < "\u4e00" || run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)));
  }

  my.shards = async (address, settings) => {
    const pagefind = await import(address);
    await pagefind.options({ baseUrl: "/" });
    const dictionary = my.dictionary(settings.synonyms), texts = new Map();
    let asked = null, hits = [], more = false;

    const search = async words => {
      const found = [...new Set(words.flatMap(pieces))].join(" ");
      return found ? (await pagefind.search(found)).results : [];
    };

    async function candidates(query) {
      const terms = my.terms(query, dictionary), words = terms.map(term => term.word);
      const near = terms.flatMap((term, index) => term.others.slice(0, WAYS).map(other => words.with(index, other)));
      if (terms.length > 1 && words.every(word => /^[a-z]+$/.test(word))) near.unshift([words.join("")]);
      const ways = (await Promise.all(near.map(search))).map(found => found.slice(0, NEAR));
      return [await search(words), ways.flat().sort((a, b) => b.score - a.score).slice(0, NEAR)];
    }

    const load = results => Promise.all(results.map(async result => {
      if (!texts.has(result.id)) texts.set(result.id, JSON.parse((await result.data()).meta.entry));
      return texts.get(result.id);
    }));

    async function look(query) {
      const [results, near] = await candidates(query);
      const rows = new Set(await load(near));
      let at = 0, found = [];
      do {
        for (const row of await load(results.slice(at, at + PAGES))) rows.add(row);
        found = my.find(my.prepare([...rows]), dictionary, query);
        at += PAGES;
      } while (at < Math.min(results.length, LOADED) && found.filter(hit => hit.literal).length < PAGES);
      more = at < results.length;
      return found;
    }

    return async (query, only) => {
      if (query !== asked) {
        hits = await look(query);
        asked = query;
      }
      return { ...my.present(hits, settings.groups, only), more };
    };
  };
})(self);
