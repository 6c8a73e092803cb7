// The engine of a large library: Pagefind names pages that may hold the words, and the literal search judges them. So
// nothing is shown that does not hold the words, and order, groups and marks are those of the small library.
(scope => {
  "use strict";
  const my = (scope.SiteSearch ||= {});
  const PAGES = 60; // pages shown that hold the words; as many as a reader may look through
  const LOADED = 240; // pages loaded to find them: runs of characters name some that hold the runs apart
  const NEAR = 20; // pages loaded for other ways to say it, of which so many are asked for:
  const WAYS = 6;

  // A word as the index knows it, see site/search/shards.py: of Chinese, runs of four characters that cover it, or of
  // two; of numbers, parts of eight or four; words of letters, pinyin among them, whole. `wide` asks for the longer ones.
  const RUN = /[\u4e00-\u9fff]+|[a-z0-9]+(?:-[a-z0-9]+)*/g;
  function pieces(word, wide) {
    return (word.match(RUN) || []).flatMap(found => {
      if (/^[a-z]+$/.test(found)) return [found];
      const run = found.replaceAll("-", ""), most = (run[0] >= "\u4e00" ? 2 : 4) * (wide ? 2 : 1);
      const length = run.length < most ? most / 2 : most, parts = [];
      for (let at = 0; at + length < run.length; at += Math.max(1, length / 2)) parts.push(run.slice(at, at + length));
      return [...parts, run.slice(-length)];
    });
  }

  my.shards = async (address, settings) => {
    const pagefind = await import(address);
    await pagefind.options({ baseUrl: "/" });
    const dictionary = my.dictionary(settings.synonyms), texts = new Map();
    let asked = null, hits = [], more = false;

    const search = async (words, wide, filters = {}) => {
      const found = [...new Set(words.flatMap(word => pieces(word, wide)))].join(" ");
      return found ? (await pagefind.search(found, { filters })).results : [];
    };

    // Long pieces name few pages that do not hold the word. Pagefind now and then misses pages for one piece: where they
    // name few pages at all, short pieces are asked for too.
    async function holding(words) {
      const results = await search(words, true);
      if (results.length >= LOADED) return results;
      const known = new Set(results.map(result => result.id));
      return [...results, ...(await search(words, false)).filter(result => !known.has(result.id))];
    }

    async function candidates(query) {
      const terms = my.terms(query, dictionary), words = terms.map(term => term.word);
      const near = terms.flatMap((term, index) => term.others.slice(0, WAYS).map(other => words.with(index, other)));
      if (terms.length > 1 && words.every(word => /^[a-z]+$/.test(word))) near.unshift([words.join("")]);
      const ways = (await Promise.all(near.map(words => search(words, true, { near: "1" })))).map(found => found.slice(0, NEAR));
      return [await holding(words), ways.flat().sort((a, b) => b.score - a.score).slice(0, NEAR)];
    }

    const load = results => Promise.all(results.map(result => {
      if (!texts.has(result.id)) texts.set(result.id, result.data().then(({ meta }) => JSON.parse(meta.entry)));
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
