// A day → the text that was in force on it, from the table of periods. The day stands in the address (?on=2018-05-01).
(function () {
  const block = document.querySelector(".in-force-on");
  if (!block) return;
  const table = block.querySelector("table");
  const rows = [...table.tBodies[0].rows].map(row => ({ row, from: row.cells[0].textContent.trim(), to: row.cells[1].textContent.trim() }));
  const form = document.createElement("form"), label = document.createElement("label"), input = document.createElement("input");
  const said = document.createElement("output");
  form.className = "in-force-form";
  input.type = "date";
  label.append("查哪一天 ", input);
  form.append(label, said);
  form.addEventListener("submit", event => event.preventDefault());

  function answer() {
    const day = input.value;
    rows.forEach(({ row }) => row.classList.remove("hit"));
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return said.replaceChildren();
    const hits = rows.filter(({ from, to }) => from <= day && (!/^\d/.test(to) || day <= to));
    const parts = [`${day}：`];
    hits.forEach(({ row }, index) => {
      row.classList.add("hit");
      parts.push(index ? "；" : "", ...[...row.cells[2].childNodes].map(node => node.cloneNode(true)), `（${row.cells[3].textContent}，${row.cells[4].textContent}）`);
    });
    if (!hits.length) parts.push("库中没有这一天有效的文本。");
    const asOf = document.querySelector(".in-force-as-of time");
    if (asOf && day > asOf.textContent) parts.push(`。数据截止 ${asOf.textContent}，此后的变动未登记。`);
    said.replaceChildren(...parts);
  }

  input.addEventListener("input", () => {
    const words = new URLSearchParams(location.search);
    if (input.value) words.set("on", input.value);
    else words.delete("on");
    history.replaceState(null, "", location.pathname + (words.size ? `?${words}` : "") + location.hash);
    answer();
  });
  block.before(form);
  input.value = new URLSearchParams(location.search).get("on") || "";
  answer();
})();
