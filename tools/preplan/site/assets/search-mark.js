// On a page opened from the search (?h=words): marks the words and brings the first one behind the clause into view.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const wanted = new URL(location.href).searchParams.get("h");
  const article = document.querySelector("article.md-content__inner");
  if (!wanted || !article) return;
  const fold = self.SiteSearch.fold;
  const words = [...new Set(fold(wanted).split(" ").filter(Boolean))];
  const inline = new Set(["A", "ABBR", "B", "CODE", "EM", "I", "MARK", "SMALL", "SPAN", "STRONG", "SUB", "SUP", "TIME", "U"]);

  // Runs of text nodes that a reader sees as one line of words, whatever inline marks stand between them.
  const runs = [];
  (function walk(node, run) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) run.push(child);
      else if (child.nodeType !== Node.ELEMENT_NODE || child.closest("svg, script, style, .headerlink, .page-chapters")) continue;
      else if (inline.has(child.tagName)) walk(child, run);
      else {
        if (run.length) runs.push(run.splice(0));
        walk(child, run);
        if (run.length) runs.push(run.splice(0));
      }
    }
    if (node === article && run.length) runs.push(run);
  })(article, []);

  for (const run of runs) {
    const places = self.SiteSearch.places(fold(run.map(node => node.data).join("")), words).reverse();
    if (!places.length) continue;
    let end = run.reduce((sum, node) => sum + node.data.length, 0);
    for (const node of run.reverse()) {
      const start = end - node.data.length;
      for (const [from, to] of places) {
        const first = Math.max(from, start) - start, last = Math.min(to, end) - start;
        if (first >= last) continue;
        const part = node.splitText(first);
        part.splitText(last - first);
        const mark = document.createElement("mark");
        mark.dataset.mdHighlight = "";
        part.replaceWith(mark);
        mark.append(part);
      }
      end = start;
    }
  }

  const marks = [...article.querySelectorAll("mark[data-md-highlight]")];
  const anchor = decodeURIComponent(location.hash.slice(1)) || new URL(location.href).searchParams.get("to");
  const spot = anchor && document.getElementById(anchor);
  const behind = mark => !spot || spot.contains(mark) || spot.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
  const first = marks.find(behind) || marks[0];
  if (!first) return;
  for (let fold = first.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  first.classList.add("search-here");
  first.closest("tr")?.classList.add("search-row");
  // After the browser and the theme have moved to the anchor themselves.
  requestAnimationFrame(() => setTimeout(() => {
    const { top, bottom } = first.getBoundingClientRect();
    if (top < 100 || bottom > innerHeight - 40) first.scrollIntoView({ block: "center" });
  }, 60));
});
