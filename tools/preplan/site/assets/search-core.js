// Finds entries by literal words; by synonyms and pinyin after them. Knows no page and no network: entries in, hits out.
(scope => {
  "use strict";
  const my = (scope.SiteSearch ||= {});
  const LITERAL = 1000; // what holds every word itself comes before everything else
  const escape = text => text.replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

  // The anchor that follows from a heading (0 in the corpus).
  const made = head => head.replace(/[^\u4e00-\u9fffA-Za-z0-9 -]/g, "").replaceAll(" ", "-").toLowerCase();

  my.prepare = rows => rows.map(([address, title, group, category, state, names, pinyin, weight, sections, under]) => ({
    address, title, group, category, state, weight, under,
    foldedTitle: my.fold(title),
    foldedUnder: my.fold(under),
    names: [title, ...names].map(my.fold),
    syllables: pinyin.split(" "),
    sections: sections.map(([anchor, head, text]) => (
      { anchor: anchor === 0 ? made(head) : anchor, title: head, text, foldedTitle: my.fold(head), foldedText: my.fold(text) })),
  }));

  // Folded word → the other words of its groups, that of the texts first.
  my.dictionary = groups => {
    const found = new Map();
    for (const group of groups.map(words => words.map(my.fold))) {
      for (const word of group) {
        found.set(word, [...new Set([...(found.get(word) || []), ...group.filter(other => other !== word)])]);
      }
    }
    return found;
  };

  // Other ways to say a word: the words of its group, or the word with a part of it said otherwise.
  function otherwise(word, dictionary) {
    const found = new Set(dictionary.get(word));
    for (const [part, others] of dictionary) {
      if (part.length < 2 || part.length >= word.length || !word.includes(part)) continue;
      if (others.some(other => other.includes(part) && word.includes(other))) continue;
      for (const other of others) found.add(word.split(part).join(other));
    }
    return [...found].filter(other => !other.includes(word)).slice(0, 16);
  }

  my.terms = (query, dictionary) => {
    const words = [...new Set(my.fold(query).replace(/[+"*]/g, " ").trim().split(/ +/).filter(Boolean))];
    return words.map(word => ({ word, others: otherwise(word, dictionary), letters: /^[a-z][a-z0-9]+$/.test(word) }));
  };

  function count(text, word) {
    let number = 0;
    for (let at = text.indexOf(word); at >= 0 && number < 9; at = text.indexOf(word, at + word.length)) number++;
    return number;
  }

  // How often a word stands in the sections; adds to each section's own score. The title counts as one.
  function stands(entry, word, factor, scores) {
    let total = entry.foldedTitle.includes(word) ? 1 : 0;
    entry.sections.forEach((section, index) => {
      const here = count(section.foldedText, word) + (section.foldedTitle.includes(word) ? 8 : 0);
      if (here) scores[index] += factor * (20 + here);
      total += here;
    });
    return total;
  }

  // The characters of the title whose pinyin, in full or by initials, is what was typed; "" if there are none.
  function spelled(entry, letters) {
    const { syllables, title } = entry;
    for (let start = 0; start < syllables.length; start++) {
      for (const full of [true, false]) {
        let rest = letters, at = start;
        while (rest && at < syllables.length && syllables[at] !== "-") {
          const piece = full ? syllables[at] : syllables[at][0];
          if (rest.startsWith(piece)) rest = rest.slice(piece.length);
          else if (full && at > start && piece.startsWith(rest)) rest = "";
          else break;
          at++;
        }
        if (!rest) return title.slice(start, at);
      }
    }
    return "";
  }

  function judge(entry, terms) {
    const scores = entry.sections.map(() => 0), words = new Set();
    let literal = true, extra = 0, total = 0, titled = 0, inTitle = 0, own = false, spelt = false, meant = 0;
    for (const { word, others, letters } of terms) {
      if (others.some(other => entry.foldedTitle.includes(other))) meant++;
      const here = stands(entry, word, 1, scores);
      const named = entry.names.includes(word);
      if (named) extra += 600;
      if (entry.foldedTitle.includes(word)) { titled++; inTitle += word.length; }
      if (here || named) {
        own = true;
        total += here;
        words.add(word);
        const said = entry.foldedTitle.includes(word) ? "" : others.find(other => entry.foldedTitle.includes(other));
        if (said) { titled++; inTitle += said.length; }
        continue;
      }
      if (entry.foldedUnder.includes(word)) { words.add(word); continue; }
      literal = false;
      if (others.some(other => entry.foldedUnder.includes(other))) continue;
      const near = others.map((other, index) => {
        const found = stands(entry, other, 0.4, scores);
        if (!found) return 0;
        words.add(other);
        const share = entry.foldedTitle.includes(other) ? 100 + 150 * other.length / entry.foldedTitle.length : 0;
        return (Math.log2(1 + found) * 4 + share + (entry.names.includes(other) ? 300 : 0)) * (index ? 0.6 : 1);
      });
      let best = Math.max(0, ...near);
      const part = letters && !best ? spelled(entry, word) : "";
      spelt ||= Boolean(part);
      if (part) { best = 500 + 150 * part.length / entry.title.length; words.add(my.fold(part)); }
      if (!best) return null;
      own = true;
      extra += best;
    }
    if (!own) return null;
    if (titled === terms.length) extra += 300 + 150 * Math.min(1, inTitle / entry.foldedTitle.length);
    else extra += 60 * titled;
    const score = (literal ? LITERAL : 0) + (extra + 12 * Math.log2(1 + total)) * entry.weight;
    const why = literal ? "" : spelt ? "拼音" : "近义词";
    // Whether the title is made of the words, or says every one of them at least otherwise.
    const title = terms.every(({ word }) => entry.foldedTitle.includes(word)) ? "words" : meant === terms.length ? "near" : "";
    return { entry, literal, why, score, scores, words: [...words], title };
  }

  // What people call a hazard is seldom what its plan is called: if no plan bears the words in its title, the plan whose
  // title says the same comes first, before pages that merely mention the words.
  function planFirst(hits) {
    const plans = hits.filter(({ entry }) => entry.group === "plan" && entry.weight === 1);
    const best = plans.some(hit => hit.title === "words") ? null : plans.find(hit => hit.title === "near");
    if (!best) return hits;
    best.score = hits[0].score + 1; // the theme's Enter key goes to the highest score
    return [best, ...hits.filter(hit => hit !== best)];
  }

  // Hits, best first. Pinyin typed syllable by syllable is also taken as one word.
  my.find = (entries, dictionary, query) => {
    const terms = my.terms(query, dictionary);
    if (!terms.length) return [];
    const spaced = terms.length > 1 && terms.every(term => /^[a-z]+$/.test(term.word));
    const joined = spaced ? [{ word: terms.map(term => term.word).join(""), others: [], letters: true }] : null;
    return planFirst(entries.map(entry => judge(entry, terms) || (joined && judge(entry, joined))).filter(Boolean)
      .sort((a, b) => b.score - a.score));
  };

  my.mark = (text, words) => {
    let out = "", last = 0;
    for (const [from, to] of my.places(my.fold(text), words)) {
      out += `${escape(text.slice(last, from))}<mark data-md-highlight>${escape(text.slice(from, to))}</mark>`;
      last = to;
    }
    return out + escape(text.slice(last));
  };

  my.teaser = (text, words) => {
    const first = my.places(my.fold(text), words)[0];
    const start = first ? Math.max(0, first[0] - 24) : 0, end = start + 120;
    return (start ? "…" : "") + my.mark(text.slice(start, end), words) + (text.length > end ? "…" : "");
  };
})(self);
