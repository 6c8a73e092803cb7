// 输入行业或企业做什么，查谁主管、谁监管: answers from the matrix on the page itself, so nothing more is fetched.
// A line of class "ask" becomes a box. On the matrix it answers below; elsewhere it leads to the matrix.
// Without this script the line is a sentence or a link, and the matrix is whole.
(function () {
  const SHOWN = 8, PARTLY = 3, COMMON = 5;
  const EMPTY = "没有查到。换个说法再试，比如只写原料、设备或场所（石墨、锅炉、泳池），也可以写国标行业代码。";
  // Words that say nothing about the trade; they are left out where only part of a word is looked for.
  const IDLE = ["企业", "公司", "单位", "工厂", "部门", "场所", "行业", "领域", "机构", "安全", "生产", "经营", "管理", "服务",
    "监管", "主管", "哪个", "什么", "怎么", "一家", "一个", "我们", "属于", "以及", "其他", "使用", "农村", "城乡", "设施"];
  // A single sign tells something only if it names a dangerous matter.
  const MATTERS = new Set("氨氧氯酸碱铝镁锂磷硫");
  const IDLE_SIGNS = new Set("的了有和与及或在里是带做开卖用把要归谁管人个不对我你到从店厂业");

  const fold = text => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const parts = text => fold(text).split(/[、，,；;（）()／/· ]+/).filter(Boolean);

  function sectors() {
    return [...document.querySelectorAll(".matrix tbody tr")].map(row => {
      const name = row.cells[1].querySelector("strong").textContent;
      const words = [...row.cells[1].querySelectorAll(".small, .ask-words")].map(part => part.textContent);
      const pieces = fold(name).split(/[、，（）()与和及]+/).map(piece => piece.replace(/^含/, ""));
      const terms = new Set([fold(name), ...pieces, ...words.flatMap(text => parts(text.replace("俗称：", "")))]);
      return {
        row, name, terms: [...terms].filter(term => term.length > 1),
        codes: parts(row.cells[2].textContent).filter(code => /^[a-t]\d+$/.test(code)),
        anchor: row.querySelector('[id^="sector-"]').id,
      };
    });
  }

  function grams(text) {
    const found = new Set();
    for (let at = 0; at < text.length; at++) {
      if (!/[\p{L}\p{N}]/u.test(text[at]) || IDLE_SIGNS.has(text[at])) continue;
      if (MATTERS.has(text[at])) found.add(text[at]);
      const next = text[at + 1];
      if (next && /[\p{L}\p{N}]/u.test(next) && !IDLE_SIGNS.has(next)) found.add(text[at] + next);
    }
    return found;
  }

  // How well a code typed fits: the code itself, then the longest one that holds it, then those that are finer; 0 for none.
  function byCode(sector, code) {
    const fits = sector.codes.map(own => {
      const digits = /^\d/.test(code) ? own.slice(1) : own;
      if (digits === code) return 20;
      return code.startsWith(digits) ? 1 + own.length : Number(digits.startsWith(code));
    });
    return Math.max(0, ...fits);
  }

  function index(list) {
    const counts = new Map();
    for (const sector of list) {
      sector.grams = new Set(sector.terms.flatMap(term => [...grams(term)]));
      for (const gram of sector.grams) counts.set(gram, (counts.get(gram) || 0) + 1);
    }
    return counts;
  }

  // [{sector, score, why}] best first. Whole words first, then words that hold what was typed, then parts of words.
  function answer(query, list, counts) {
    const asked = fold(query);
    const code = asked.match(/(?<![\p{L}\p{N}])[a-t]?\d{2,4}(?![\p{L}\p{N}])/u);
    const rest = IDLE.reduce((text, word) => text.replaceAll(word, " "), code ? asked.replace(code[0], " ") : asked);
    const pieces = rest.split(/[^\p{L}\p{N}]+/u).filter(piece => piece.length > 1);
    const covered = new Set();
    const found = new Map();
    const add = (sector, score, why) => {
      const entry = found.get(sector) || { sector, score: 0, why: new Set() };
      entry.score += score;
      entry.why.add(why);
      found.set(sector, entry);
    };
    const squeezed = asked.replaceAll(" ", "");
    for (const sector of list) {
      const length = code ? byCode(sector, code[0]) : 0;
      if (length) add(sector, 100 + length, code[0].toUpperCase());
      for (const term of sector.terms) {
        if (squeezed.includes(term)) {
          add(sector, 20 + 5 * term.length + (squeezed === term ? 100 : 0), term);
          grams(term).forEach(gram => covered.add(gram));
        } else if (pieces.some(piece => term.includes(piece))) {
          add(sector, 8, term);
        }
      }
    }
    for (const { why } of found.values()) why.forEach(word => grams(word).forEach(gram => covered.add(gram)));
    const partly = [];
    const left = [...grams(rest)].filter(gram => !covered.has(gram));
    for (const sector of list) {
      const hits = left.filter(gram => sector.grams.has(gram) && counts.get(gram) <= COMMON);
      const score = hits.reduce((sum, gram) => sum + 2 / counts.get(gram), 0);
      if (score) partly.push({ sector, score, why: new Set(hits.filter(a => !hits.some(b => b !== a && b.includes(a)))) });
    }
    partly.sort((a, b) => b.score - a.score);
    for (const { sector, score, why } of partly.slice(0, PARTLY)) {
      if (score >= partly[0].score / 2) why.forEach(word => add(sector, score, word));
    }
    return [...found.values()].sort((a, b) => b.score - a.score).slice(0, SHOWN);
  }

  function element(tag, ...children) {
    const made = document.createElement(tag);
    made.append(...children);
    return made;
  }

  function card({ sector, why }) {
    const name = element("a", sector.name);
    name.href = `#${sector.anchor}`;
    const facts = element("dl");
    for (const [label, column] of [["主管", 3], ["监管", 4], ["配合", 5]]) {
      const value = element("dd", ...[...sector.row.cells[column].childNodes].map(node => node.cloneNode(true)));
      facts.append(element("dt", label), value);
    }
    const note = element("span", `对上：${[...why].join("、")}`);
    note.className = "small";
    return element("li", element("p", element("strong", name), "　", note), facts);
  }

  function equip(line, list, counts) {
    const link = line.querySelector("a");
    const form = element("form");
    form.className = "ask-form";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "查谁主管、谁监管");
    const input = element("input");
    Object.assign(input, { type: "search", name: "ask", autocomplete: "off", placeholder: "如：粉碎石墨、带泳池的酒店、C3091" });
    const button = element("button", "查询");
    button.className = "md-button md-button--primary";
    const [prompt, ...how] = line.textContent.trim().split("。");
    const hint = element("small", how.join("。"));
    form.append(element("label", element("span", prompt), input, hint), button);
    if (!list.length) {
      if (!link) return;
      form.action = link.href;
      line.replaceWith(form);
      return;
    }
    const said = element("p");
    said.setAttribute("role", "status");
    const out = element("ul");
    out.className = "ask-answers";
    line.replaceWith(form, said, out);
    const show = () => {
      const hits = input.value.trim() ? answer(input.value, list, counts) : [];
      out.replaceChildren(...hits.map(card));
      said.textContent = hits.length
        ? `对上 ${hits.length} 个行业领域。一家企业常涉及几个：主业一个，每样危险设备、物料、作业再各一个，都要看。`
        : input.value.trim() ? EMPTY : "";
      const address = new URL(location.href);
      if (input.value.trim()) address.searchParams.set("ask", input.value.trim());
      else address.searchParams.delete("ask");
      history.replaceState(history.state, "", address);
    };
    form.addEventListener("submit", event => { event.preventDefault(); show(); });
    input.addEventListener("input", event => event.isComposing || show());
    input.addEventListener("compositionend", show);
    input.value = new URLSearchParams(location.search).get("ask") || "";
    if (input.value) show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const lines = document.querySelectorAll("p.ask, .ask > p");
    if (!lines.length) return;
    const list = sectors();
    const counts = index(list);
    lines.forEach(line => equip(line, list, counts));
  });
})();
