// A day → the text of one plan that was in force on it, from the table of periods (?on=2018-05-01).
(function () {
  const block = document.querySelector(".in-force-on");
  if (!block) return;
  const { isDay, on, field, copies, asOf } = window.inForce;
  const rows = [...block.querySelector("table").tBodies[0].rows].map(row => ({ row, from: row.cells[0].textContent.trim(), to: row.cells[1].textContent.trim() }));
  const said = document.createElement("output");

  function answer(day) {
    rows.forEach(({ row }) => row.classList.remove("hit"));
    if (!isDay(day)) return said.replaceChildren();
    const { hits, possible } = on(rows, day);
    const parts = [`${day}：`];
    hits.forEach(({ row }, index) => {
      row.classList.add("hit");
      parts.push(index ? "；" : "", ...copies(row.cells[2]), `（${row.cells[3].textContent}，${row.cells[4].textContent}${possible ? "；起日不详，这一天是否有效不详" : ""}）`);
    });
    if (!hits.length) parts.push("库中没有这一天有效的文本。");
    if (asOf() && day > asOf()) parts.push(`。数据截止 ${asOf()}，此后的变动未登记。`);
    said.replaceChildren(...parts);
  }

  field(block, "on", said, answer, "");
})();
