// A filter box and sortable heads for the tables in .filterable, and keyboard access to tables that scroll.
// Without this script every table is still there, whole and in its printed order.
(function () {
  const fold = text => text.normalize("NFKC").toLowerCase();
  const key = cell => {
    const text = cell ? cell.textContent.trim() : "";
    const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    return { text, number };
  };

  function compare(a, b) {
    if (!Number.isNaN(a.number) && !Number.isNaN(b.number)) return a.number - b.number;
    return a.text.localeCompare(b.text, "zh", { numeric: true });
  }

  function equip(block) {
    const table = block.querySelector("table");
    if (!table || !table.tBodies.length) return;
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const texts = rows.map(row => fold(row.textContent));
    const tools = document.createElement("div");
    tools.className = "table-tools";
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    input.type = "search";
    input.placeholder = "输入几个字，只看有关的行";
    label.append("筛选 ", input);
    tools.append(label, count);
    block.before(tools);
    const show = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, index) => {
        const hit = words.every(word => texts[index].includes(word));
        row.hidden = !hit;
        shown += hit;
      });
      count.textContent = words.length ? `${shown} / ${rows.length} 行` : `共 ${rows.length} 行`;
    };
    input.addEventListener("input", show);
    show();
    sortable(table);
  }

  // Heads that sort the rows by their column; a row that tells more of the row above it closes.
  function sortable(table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    [...(table.tHead ? table.tHead.rows[0].cells : [])].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        [...head.parentNode.cells].forEach(cell => cell.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        body.querySelectorAll("[aria-expanded=true]").forEach(open => open.click());
        rows
          .map((row, index) => ({ row, index, key: key(row.cells[column]) }))
          .sort((a, b) => (up ? 1 : -1) * compare(a.key, b.key) || a.index - b.index)
          .forEach(({ row }) => body.append(row));
      });
    });
  }

  window.sortableTable = sortable;

  function reachable() {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((wrap, index) => {
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "region");
      wrap.setAttribute("aria-label", `表格 ${index + 1}（可左右滚动）`);
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".filterable").forEach(equip);
    setTimeout(reachable, 300); // the theme wraps wide tables after load
  });
})();
