// 下载: the lists of a page as .xlsx, JSON, or text for a chat; what the filters show, and nothing the page does not hold.
// Lists are the tables in the blocks of LISTS, unless folded away; those with the same head become one sheet.
(function () {
  const LISTS = ".filterable, .matrix, .board, .catalogue, .own-plans, .owed-replies, .open-cases, .datalist, .exportable";
  const LINES = 40; // of a chat message
  // Of a row a chat message tells these columns, in the order of the table.
  const TOLD = new Set(["预案名称", "单位名称", "名称", "部门", "牵头部门", "行业领域（小类）", "行业主管部门", "直接监管部门", "条目号", "责任类型",
    "职责内容", "现处阶段", "下一步时限", "剩余 / 逾期（天）", "状态", "发文字号", "有效性", "修编情况",
    "备案编号", "备案日期", "备案日", "办公电话", "合计"]);
  const facts = document.querySelector('meta[name="preplan"]');
  // What does not say that it is real is treated as a sample.
  const sample = !facts || facts.dataset.sample !== "no";
  const internal = Boolean(facts) && facts.dataset.internal === "yes";
  const asOf = (facts && facts.dataset.asOf) || "";

  function text(node) {
    const copy = node.cloneNode(true);
    copy.querySelectorAll(".headerlink, script, [hidden]").forEach(part => part.remove());
    // A small link beside a name leads elsewhere and is no part of it.
    copy.querySelectorAll("span.small").forEach(part => {
      const before = part.previousElementSibling;
      if (part.childNodes.length === 1 && part.firstChild.nodeName === "A" && !(before && before.tagName === "BR")) part.remove();
    });
    copy.querySelectorAll("br").forEach(part => part.replaceWith("\n"));
    return copy.textContent.split("\n").map(line => line.replace(/\s+/g, " ").trim()).filter(Boolean).join("\n");
  }

  function heading(block) {
    for (let at = block; at; at = at.previousElementSibling || at.parentElement) {
      if (/^H[1-3]$/.test(at.tagName)) return text(at);
      if (at.tagName === "ARTICLE") break;
    }
    return title();
  }

  const title = () => text(document.querySelector("article h1") || document.createElement("p")).replace("【示例】", "");

  function tableOf(block) {
    if (block.exportTable) return block.exportTable();
    const table = block.matches("table") ? block : block.querySelector("table");
    if (!table || !table.tHead) return null;
    const lines = [...table.tBodies].flatMap(body => [...body.rows]).filter(row => !row.hidden && row.style.display !== "none");
    const columns = [...table.tHead.rows[table.tHead.rows.length - 1].cells].map(text);
    const box = block.previousElementSibling && block.previousElementSibling.querySelector(".table-tools input, input[type=search]");
    return {
      name: heading(block),
      columns,
      // A row of fewer cells is a heading, or tells more of the row above it.
      rows: lines.filter(row => row.cells.length === columns.length).map(row => [...row.cells].map(text)),
      filter: box ? box.value.trim() : "",
    };
  }

  // Tables of one head become one; the first names it if it stands alone, else the page does.
  function lists() {
    const found = new Map();
    document.querySelectorAll(LISTS).forEach(block => {
      const table = block.parentElement.closest(`${LISTS}, details:not([open])`) ? null : tableOf(block);
      if (!table) return;
      const key = table.columns.join("\t");
      const same = found.get(key);
      if (!same) return found.set(key, { ...table, rows: [...table.rows] });
      same.name = title();
      same.rows.push(...table.rows);
      same.filter = [...new Set([same.filter, table.filter])].filter(Boolean).join("，");
    });
    return [...found.values()].filter(list => list.rows.length).sort((a, b) => Boolean(b.main) - Boolean(a.main));
  }

  const mark = () => (sample ? "【示例】" : "") + title();
  const notes = list => [
    mark(),
    [sample && "示例数据，非正式文件", internal && "内部资料，不得外传", asOf && `数据截止 ${asOf}`, "以正式印发文本为准",
      list.filter && `筛选：${list.filter}`, `${list.rows.length} 行`].filter(Boolean).join("；"),
  ];
  const fileName = end => `${sample ? "示例_" : ""}${internal ? "内部_" : ""}${title().replace(/[\\/:*?"<>|\s]+/g, "")}${asOf && `_${asOf}`}.${end}`;

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function asJson(found) {
    const content = {
      ...(sample && { sample: "示例数据，非正式文件" }), ...(internal && { notice: "内部资料，不得外传" }), title: mark(), as_of: asOf,
      lists: found.map(list => ({
        name: list.name, filter: list.filter,
        rows: list.rows.map(row => Object.fromEntries(list.columns.map((column, i) => [column, row[i] === "—" ? "" : row[i]]))),
      })),
    };
    return new Blob([JSON.stringify(content, null, 1), "\n"], { type: "application/json" });
  }

  // The main list alone; of a cell its first line.
  function asChat(found) {
    const [list] = found;
    const told = list.columns.map((column, i) => (TOLD.has(column) ? i : -1)).filter(i => i >= 0);
    const chosen = told.length ? told : list.columns.map((_, i) => i);
    const lines = list.rows.slice(0, LINES).map((row, number) =>
      `${number + 1}. ${chosen.map(i => row[i].split("\n")[0]).filter(value => value && value !== "—").join("｜")}`);
    const rest = list.rows.length - lines.length;
    return [...notes(list), ...lines, rest > 0 ? `……另 ${rest} 行见 Excel。` : ""].filter(Boolean).join("\n");
  }

  async function copy(words, bar) {
    try {
      await navigator.clipboard.writeText(words);
      return "已复制，可以粘贴到聊天里。";
    } catch {
      // Without https a page may not write the clipboard: show the text, chosen, to copy by hand.
      const area = bar.querySelector("textarea") || document.createElement("textarea");
      Object.assign(area, { value: words, readOnly: true, rows: 6 });
      area.setAttribute("aria-label", "可以粘贴到聊天里的文字");
      bar.append(area);
      area.select();
      return document.execCommand("copy") ? "已复制，可以粘贴到聊天里。" : "请按 Ctrl+C 复制。";
    }
  }

  function equip() {
    const first = document.querySelector(".datalist") || document.querySelector(LISTS);
    if (!first) return;
    const bar = document.createElement("div");
    bar.className = "downloads";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "下载本页列表");
    const said = document.createElement("output");
    const acts = {
      "Excel": async found => save(await window.preplanXlsx(found.map(list => ({ ...list, notes: notes(list) }))), fileName("xlsx")),
      "JSON": found => save(asJson(found), fileName("json")),
      "复制文字": found => copy(asChat(found), bar),
    };
    bar.append("按当前筛选下载：");
    for (const [name, act] of Object.entries(acts)) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
      button.addEventListener("click", async () => {
        const found = lists();
        said.textContent = found.length ? (await act(found)) || "已生成。" : "没有行可下载。";
      });
      bar.append(button);
    }
    bar.append(said);
    const tools = first.previousElementSibling;
    (tools && tools.classList.contains("table-tools") ? tools : first).before(bar);
  }

  // Files that lie on the site keep their plain addresses; saved, they say what they are.
  function nameDataFiles() {
    document.querySelectorAll('article a[href$=".json"]').forEach(link => {
      const name = link.getAttribute("href").split("/").pop();
      link.download = `${sample ? "示例_" : ""}${/lists\/ledger/.test(link.href) ? "内部_" : ""}${name}`;
    });
  }

  document.addEventListener("DOMContentLoaded", () => setTimeout(() => { equip(); nameDataFiles(); }));
})();
