// Turns hits into what the theme's box shows: groups with their numbers, and the items of the groups asked for.
(scope => {
  "use strict";
  const my = (scope.SiteSearch ||= {});
  const FIRST = 4, NEAR = 2; // pages of a group beside other groups: that hold the words; that say them otherwise
  const MOST = 200; // pages of a group shown alone
  const OPEN = 2, CLAUSES = 8; // clauses shown under a page at once; all that are listed

  // The words to be marked go along; `to` is the anchor of a row, kept out of the hash since the theme takes an address
  // with a hash for a section of a page.
  function address(hit, anchor) {
    const [page, row] = hit.entry.address.split("#");
    const marked = `${page}?h=${encodeURIComponent(hit.words.join(" "))}`;
    return anchor ? `${marked}#${anchor}` : row ? `${marked}&to=${row}` : marked;
  }

  function item(hit) {
    const { entry, words, score, scores } = hit;
    const ranked = entry.sections.map((section, index) => ({ section, score: scores[index] })).slice(1)
      .filter(one => one.score > 0).sort((a, b) => b.score - a.score).slice(0, CLAUSES);
    // The first section is shown as a teaser of the page: if it holds more than any clause does, no clause stands open.
    const open = entry.sections[0].foldedText && scores[0] > (ranked[0]?.score || 0) ? 0 : OPEN;
    const under = entry.under ? ` · ${my.mark(entry.under, words)}` : "";
    const head = {
      location: address(hit), title: my.mark(entry.title, words) + under, text: my.teaser(entry.sections[0].text, words),
      score, terms: {}, tags: [entry.category, entry.state, hit.why].filter(Boolean),
    };
    return [head, ...ranked.map(({ section }, index) => ({
      location: address(hit, section.anchor), title: my.mark(section.title, words),
      text: my.teaser(section.text, words), score: index < open ? score : score / 2, terms: {},
    }))];
  }

  // The group with the best hit stands first; `only` names the group to be shown alone.
  my.present = (hits, groups, only) => {
    const parts = groups.map(([id, title]) => ({ id, title, hits: hits.filter(hit => hit.entry.group === id) }))
      .filter(part => part.hits.length).sort((a, b) => hits.indexOf(a.hits[0]) - hits.indexOf(b.hits[0]));
    const shown = parts.filter(part => !only || part.id === only);
    const some = hits => {
      let literal = 0, near = 0;
      return hits.filter(hit => (hit.literal ? literal++ < FIRST : near++ < NEAR));
    };
    const listed = hits => shown.length > 1 ? some(hits) : hits.slice(0, MOST);
    return {
      groups: parts.map(part => ({ id: part.id, title: part.title, count: part.hits.length })),
      items: shown.flatMap(part => listed(part.hits).map(hit => ({ group: part.id, item: item(hit) }))),
      found: hits.map(hit => [hit.entry.address, hit.literal]),
    };
  };

  // An engine over entries that are all at hand.
  my.literal = (rows, settings) => {
    const entries = my.prepare(rows), dictionary = my.dictionary(settings.synonyms);
    let asked = null, hits = [];
    return (query, only) => {
      if (query !== asked) { hits = my.find(entries, dictionary, query); asked = query; }
      return my.present(hits, settings.groups, only);
    };
  };
})(self);
