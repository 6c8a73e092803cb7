// Makes alike what readers type and what stands in a text: width, case, brackets, dashes and spaces. One character stays
// one character, so that places found in the folded text are places in the text itself.
(scope => {
  "use strict";
  const my = (scope.SiteSearch ||= {});
  const OPEN = "([{〔【〖「『〈﹝", CLOSE = ")]}〕】〗」』〉﹞", DASH = "‐‑‒–—−";
  const known = new Map();

  function one(character) {
    let folded = known.get(character);
    if (folded === undefined) {
      const wide = character.normalize("NFKC").toLowerCase();
      folded = wide.length === 1 ? wide : character;
      if (OPEN.includes(folded)) folded = "[";
      else if (CLOSE.includes(folded)) folded = "]";
      else if (DASH.includes(folded)) folded = "-";
      else if (/\s/.test(folded)) folded = " ";
      known.set(character, folded);
    }
    return folded;
  }

  my.fold = text => text.replace(/[^\u4e00-\u9fffa-z0-9。、 ]/g, one);

  // [start, end] of every place where one of the folded words stands, the longest first where several begin.
  my.places = (folded, words) => {
    const found = [];
    for (const word of [...words].sort((a, b) => b.length - a.length)) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        const end = at + word.length;
        if (!found.some(([from, to]) => at < to && end > from)) found.push([at, end]);
      }
    }
    return found.sort((a, b) => a[0] - b[0]);
  };
})(self);
