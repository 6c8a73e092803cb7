// Long lists: takes all rows from the data file that the block links to, and draws them with DataTables, a page at a time.
// Without this script the block shows its first rows and the link. See preplan.site._list_block and _list_data.
(function () {
  const here = document.currentScript.src;
  const WORDS = {
    emptyTable: "没有数据", zeroRecords: "没有符合的行", info: "第 _START_–_END_ 行，共 _TOTAL_ 行", infoEmpty: "0 行",
    infoFiltered: "", lengthMenu: "每页 _MENU_ 行",
    aria: {
      orderable: "：按此列排序", orderableReverse: "：按此列倒序", orderableRemove: "：恢复原来的顺序",
      paginate: { first: "第一页", previous: "上一页", next: "下一页", last: "最后一页", number: "第 " },
    },
  };
  const fold = text => text.normalize("NFKC").toLowerCase();
  const words = value => (Array.isArray(value) ? value.filter((_, i) => i % 2 === 0).join(" ") : String(value));

  function element(tag, text, properties = {}) {
    const made = Object.assign(document.createElement(tag), properties);
    if (text) made.textContent = text;
    return made;
  }

  function drawn(value, address) {
    if (address) return element("a", words(value), { href: address });
    if (!Array.isArray(value)) return document.createTextNode(words(value) || "—");
    const box = element("span");
    for (let i = 0; i < value.length; i += 2) box.append(element("span", value[i], { className: `mark ${value[i + 1]}` }), " ");
    return box;
  }

  // As preplan.site._code_check: the public file holds no codes, only a figure that a whole code leads to.
  function codeCheck(code) {
    let value = 0x811c9dc5;
    for (const char of code.toUpperCase()) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193) >>> 0;
    return value.toString(16).padStart(8, "0");
  }

  function tools(block, list, redraw) {
    const bar = element("div", "", { className: "table-tools" });
    const label = element("label", "筛选 ");
    const input = element("input", "", { type: "search", placeholder: "输入几个字，只看有关的行" });
    label.append(input);
    bar.append(label);
    const picks = list.columns.map((column, index) => {
      if (!column.choice) return null;
      const pick = element("select");
      const values = [...new Set(list.rows.flatMap(row => (Array.isArray(row[index]) ? row[index].filter((_, i) => i % 2 === 0) : [row[index]])))];
      values.sort((a, b) => a.localeCompare(b, "zh"));
      pick.append(element("option", "全部", { value: "" }), ...values.filter(Boolean).map(value => element("option", value, { value })));
      const named = element("label", `${column.title} `);
      named.append(pick);
      bar.append(named);
      pick.addEventListener("change", redraw);
      return pick;
    });
    const count = element("output");
    bar.append(count);
    input.addEventListener("input", redraw);
    return { bar, input, picks, count };
  }

  function lookUp(list, address) {
    const form = element("form", "", { className: "look-up" });
    const label = element("label", "查一家 ");
    const secret = list.columns.some(column => column.key === "code_check");
    const input = element("input", "", { type: "search", required: true, placeholder: "单位名称、备案编号或信用代码" });
    label.append(input);
    const answer = element("div", "", { className: "look-up-answer" });
    answer.setAttribute("role", "status");
    form.append(label, element("button", "查询", { type: "submit" }), answer);
    const place = key => list.columns.findIndex(column => column.key === key);
    const exact = list.columns.map((column, i) => (column.find && column.key !== "name" ? i : -1)).filter(i => i >= 0);
    form.addEventListener("submit", event => {
      event.preventDefault();
      const asked = fold(input.value).replace(/\s+/g, "");
      if (!asked) return;
      const code = /^[0-9a-z]{18}$/.test(asked) && secret ? codeCheck(asked) : "";
      const same = row => exact.some(i => {
        const value = fold(words(row[i]));
        return list.columns[i].key === "code_check" ? value === code : value === asked;
      });
      let found = list.rows.filter(same);
      if (!found.length && asked.length > 1) found = list.rows.filter(row => fold(words(row[place("name")])).includes(asked));
      answer.replaceChildren(...reply(list, found, address, place));
    });
    return form;
  }

  function reply(list, found, address, place) {
    if (!found.length) {
      return [element("p", `截至 ${list.as_of}，${list.title}里没有查到。名称、编号或代码写全了再试；也可能还没有备案，或者向其他部门备案。`)];
    }
    const told = ["town", "number", "registered_on", "authority", "state"].map(place).filter(i => i >= 0);
    const lines = found.slice(0, 5).map(row => {
      const line = element("p");
      const filed = words(row[place("registered_on")]);
      line.append(element("strong", filed ? "已备案：" : "未备案（在办）："), drawn(row[place("name")], address(row)));
      const facts = told.filter(i => words(row[i])).map(i => `${list.columns[i].title} ${words(row[i])}`);
      line.append(`。${facts.join("，")}。`);
      return line;
    });
    if (found.length > 5) lines.push(element("p", `共 ${found.length} 家名称含这几个字，只列 5 家，请写全。`));
    return lines;
  }

  function columns(list, address) {
    return list.columns.flatMap((column, index) => column.hidden ? [] : [{
      title: column.title,
      type: "words",
      searchable: false,
      data: row => row,
      render: (row, use) => (use === "display" ? drawn(row[index], column.key === "name" && address(row)) : words(row[index])),
    }]);
  }

  async function equip(block) {
    const source = block.querySelector(".list-source a");
    if (!source) return;
    const [library, answer] = await Promise.all([import(new URL("datatables/dt_bundle.js", here).href), fetch(source.href)]);
    const list = await answer.json();
    const DataTable = library.ITable.DataTable || library.default;
    const collator = new Intl.Collator("zh", { numeric: true });
    DataTable.ext.type.order["words-asc"] = (a, b) => collator.compare(a, b);
    DataTable.ext.type.order["words-desc"] = (a, b) => collator.compare(b, a);
    const page = list.columns.findIndex(column => column.key === "page");
    const root = new URL("..", source.href);
    const address = row => (page < 0 ? "" : new URL(row[page], root).href);
    const texts = list.rows.map(row => fold(row.filter((_, i) => !list.columns[i].hidden || list.columns[i].key === "receipt").map(words).join(" ")));
    let asked = [];
    const parts = tools(block, list, () => refresh());
    const table = element("table");
    table.setAttribute("aria-label", list.title);
    const rest = [...block.children].filter(child => !child.classList.contains("list-note"));
    rest.forEach(child => child.remove());
    block.querySelector(".list-note").replaceChildren("全部数据见", source, "。");
    block.prepend(lookUp(list, address), parts.bar);
    block.append(table);
    const api = new DataTable(table, {
      data: list.rows, columns: columns(list, address), order: [], autoWidth: false, deferRender: true, pageLength: 50,
      lengthMenu: [50, 100, 500], language: WORDS, pagingType: "simple_numbers",
      layout: { topStart: null, topEnd: null, bottomStart: ["info", "pageLength"], bottomEnd: "paging" },
    });
    const windowed = table.closest(".dt-layout-table");
    windowed.classList.add("list-window");
    windowed.tabIndex = 0;
    windowed.setAttribute("role", "region");
    windowed.setAttribute("aria-label", `${list.title}（可滚动）`);
    const shown = index => asked.every(word => texts[index].includes(word))
      && parts.picks.every((pick, i) => !pick || !pick.value || [list.rows[index][i]].flat().includes(pick.value));
    api.search.fixed("preplan", (text, row, index) => shown(index));
    function refresh() {
      asked = fold(parts.input.value).split(/\s+/).filter(Boolean);
      api.draw();
      const total = api.page.info().recordsDisplay;
      parts.count.textContent = total < list.rows.length ? `${total} / ${list.rows.length} 行` : `共 ${total} 行`;
    }
    refresh();
    // For assets/downloads.js: what the filter shows, in the order shown.
    block.exportTable = () => {
      const kept = list.columns.map((column, i) => (column.hidden ? -1 : i)).filter(i => i >= 0);
      return {
        main: true,
        name: list.title,
        columns: kept.map(i => list.columns[i].title),
        rows: api.rows({ search: "applied", order: "applied" }).data().toArray().map(row => kept.map(i => words(row[i]))),
        filter: [parts.input.value.trim(), ...parts.picks.map(pick => pick && pick.value)].filter(Boolean).join("，"),
      };
    };
    follow();
    addEventListener("hashchange", follow);
    block.classList.add("list-ready");

    // An address #filing-number, as the search gives it, asks for that row.
    function follow() {
      const number = /^#filing-(.+)$/.exec(decodeURIComponent(location.hash));
      const form = block.querySelector(".look-up");
      if (!number) return;
      form.querySelector("input").value = number[1];
      form.requestSubmit();
      form.scrollIntoView({ block: "center" });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".datalist").forEach(block => equip(block).catch(() => {
      // Opened from a folder, a browser lets no page read a file beside it.
      block.prepend(element("p", "没有能读到数据文件，只显示前面的行。请通过网址打开本站。", { className: "list-note" }));
    }));
  });
})();
