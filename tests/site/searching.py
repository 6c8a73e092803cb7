"""The queries, the pages that hold their words, and the search box of a built site as a person uses it."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

QUERIES = Path(__file__).with_name("queries.yaml")
# Left out of the search on purpose: see `hidden` and front matter.
LEFT_OUT = re.compile(r"404|fields|guide/(files|messages)|matrix-departments|in-force|.*/compare/.*")
ROW = re.compile(r'<tr>(?:(?!</tr>).)*?<a id="((?:law|filing|sector|duty)-[^"]+)"></a>.*?</tr>', re.DOTALL)
LISTS = re.compile(r"laws\.html|filings/index\.html|matrix\.html|duties/[a-z-]+\.html")
INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|time|wbr)(?:\s[^>]*)?>")
OPEN, CLOSE, DASHES = "([{〔【〖「『〈﹝", ")]}〕】〗」』〉﹞", "‐‑‒–—−"
ALIKE = str.maketrans(OPEN + CLOSE + DASHES, "[" * len(OPEN) + "]" * len(CLOSE) + "-" * len(DASHES))


@dataclass(frozen=True, slots=True)
class Query:
    """One line of queries.yaml."""

    kind: str
    literal: bool
    ask: str
    first: str = ""
    finds: tuple[str, ...] = ()
    none: bool = False


def queries() -> tuple[Query, ...]:
    data: dict[str, dict[str, list[dict[str, Any]]]] = yaml.load(
        QUERIES.read_text(encoding="utf-8"),
        Loader=yaml.BaseLoader,  # numbers and dates are words here
    )
    return tuple(
        Query(kind, part == "literal", line["ask"], line.get("first", ""), tuple(line.get("finds", ())), "none" in line)
        for part, kinds in data.items()
        for kind, lines in kinds.items()
        for line in lines
    )


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().translate(ALIKE)


@dataclass(frozen=True, slots=True)
class Text:
    """What a page, or a row of a list, shows; a row may also be found by the title of its list, but not by it alone."""

    address: str
    words: str
    under: str = ""

    def holds(self, terms: list[str]) -> bool:
        return all(term in self.words or term in self.under for term in terms) and any(
            term in self.words for term in terms
        )


def texts(site: Path) -> tuple[Text, ...]:
    """The texts of a built site by a way of its own: the page's HTML, not the corpus."""
    pages = (text for page in sorted(site.rglob("*.html")) for text in _of_page(site, page))
    return (*pages, *_filed(site))


def _filed(site: Path) -> Iterator[Text]:
    """The rows of the public list of filings, which the page draws from its data file."""
    file = site / "lists" / "filings.json"
    if not file.exists():
        return
    data = json.loads(file.read_text(encoding="utf-8"))
    shown = [index for index, column in enumerate(data["columns"]) if not column.get("hidden")]
    number = [column["key"] for column in data["columns"]].index("number")
    for row in data["rows"]:
        words = fold(" ".join(str(row[index]) for index in shown))
        yield Text(f"filings/index.html#filing-{row[number]}", words, fold(data["title"]))


def _of_page(site: Path, page: Path) -> Iterator[Text]:
    address = page.relative_to(site).as_posix()
    if LEFT_OUT.fullmatch(address.removesuffix(".html")):
        return
    article = _article(page.read_text(encoding="utf-8"))
    if "/editions/" in address:
        if re.search(r'class="mark [^"]*">现行有效', article.split('<a id="text">')[0]):
            return  # the text in force stands on the plan's page
        article = article.split('<a id="text">')[0]
    title = _plain(article.split("</h1>")[0])
    if LISTS.fullmatch(address):
        for row in ROW.finditer(article):
            yield Text(f"{address}#{row[1]}", _plain(row[0]), title)
        article = ROW.sub(" ", article)
    yield Text(address, _plain(article))


def _article(page: str) -> str:
    article = page.split("<article", 1)[1].split(">", 1)[1].split("</article>", 1)[0]
    return re.sub(r'<details class="page-chapters">.*?</details>', "", article, flags=re.DOTALL)


def plain_article(page: str) -> str:
    """The words of a page's HTML, folded, whatever parts of it are left out of the search."""
    return _plain(_article(page))


def _plain(article: str) -> str:
    article = re.sub(r'<a class="headerlink".*?</a>', "", article)
    blocks = re.sub(r"<[^>]+>", "\n", INLINE.sub("", article))
    return fold(" ".join(html.unescape(blocks).split()))


def gold(every: tuple[Text, ...], ask: str) -> set[str]:
    """Addresses of the texts that hold every word."""
    terms = fold(ask).split()
    return {text.address for text in every if text.holds(terms)}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the box shows for a query: the address on top, all addresses found, those that hold every word."""

    first: str
    found: list[str]
    literal: set[str]
    groups: list[str]


ASK = """async words => {
  const input = document.querySelector(".md-search__input"), result = document.querySelector(".md-search-result");
  input.focus();
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  for (let wait = 0; wait < 4000 && result.dataset.query !== words.trim(); wait++) await new Promise(done => setTimeout(done, 2));
  await new Promise(done => setTimeout(done, 0));
  const link = result.querySelector("a[href]"), { found } = SiteSearch.last;
  const groups = [...result.querySelectorAll(".search-group strong")].map(element => element.textContent);
  return { query: result.dataset.query, first: link ? link.href : "", found, groups };
}"""


def ask(page: Page, home: str, words: str) -> Answer:
    """Types words into the box of an open page and reads what it shows."""
    told = page.evaluate(ASK, words)
    assert told["query"] == words.strip(), words
    first = re.sub(r"\?[^#]*", "", told["first"].removeprefix(home))
    return Answer(
        first,
        [address for address, _ in told["found"]],
        {address for address, literal in told["found"] if literal},
        told["groups"],
    )
