// A day → the text of every plan that was in force on it (?date=2019-07-01). The built page shows the data date.
(function () {
  const table = document.querySelector(".in-force-answer table"), data = document.querySelector(".in-force-all table");
  const lead = document.querySelector(".in-force-lead");
  if (!table || !data || !lead) return;
  const { isDay, on, field, copies, asOf } = window.inForce;
  const text = cell => cell.textContent.trim();
  const periods = [...data.tBodies[0].rows].map(({ cells }) => ({ cells, plan: text(cells[1]), from: text(cells[2]), to: text(cells[3]) }));
  const said = document.createElement("output");

  function fill(cell, hits, column, after) {
    const parts = hits.flatMap(({ cells }, index) => [...(index ? ["；"] : []), ...copies(cells[column]), ...(after ? [after] : [])]);
    cell.replaceChildren(...(parts.length ? parts : ["—"]));
    cell.toggleAttribute("data-empty", !parts.length); // cards.css leaves out what is empty
  }

  function answer(given) {
    const day = isDay(given) ? given : asOf(), rows = [...table.tBodies[0].rows];
    let sure = 0, unsure = 0;
    for (const { cells } of rows) {
      const { hits, possible } = on(periods.filter(({ plan }) => plan === text(cells[1])), day);
      if (hits.length) possible ? unsure++ : sure++;
      // Columns of the data → columns of the answer.
      fill(cells[2], hits, 4, possible ? "（起日不详，这一天是否有效不详）" : "");
      [5, 2, 3, 6].forEach((column, index) => fill(cells[3 + index], hits, column));
      if (!hits.length) cells[2].replaceChildren("库中没有这一天有效的文本");
      cells[2].removeAttribute("data-empty");
    }
    lead.textContent = `${day} 有效的文本：${rows.length} 件预案中，查得到当天有效版本的 ${sure} 件，起日不详的 ${unsure} 件，库中查不到的 ${rows.length - sure - unsure} 件。`;
    said.replaceChildren(day > asOf() ? `数据截止 ${asOf()}，此后的变动未登记。` : "");
  }

  field(lead, "date", said, answer, asOf());
})();
