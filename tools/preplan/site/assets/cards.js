// Gives every cell of a wide table the word of its column, for the cards of cards.css.
(function () {
  const OWN = ".facts, .matrix, .duties, .matrix-grid"; // these have looks of their own on a phone
  const NUMBER = /^[0-9]*$/;

  function equip(table) {
    const heads = table.tHead && table.tHead.rows.length === 1 ? [...table.tHead.rows[0].cells] : [];
    if (heads.length < 3 || table.closest(OWN) || (heads.length < 6 && table.closest(".numbers"))) return;
    const words = heads.map(cell => cell.textContent.trim());
    for (const row of table.tBodies[0] ? table.tBodies[0].rows : []) {
      let led = false;
      [...row.cells].forEach((cell, index) => {
        if (cell.colSpan > 1) return;
        const text = cell.textContent.trim();
        cell.dataset.label = words[index] || "";
        if (text === "—" || text === "") cell.dataset.empty = "";
        else if (!led && !NUMBER.test(text)) {
          cell.dataset.lead = "";
          led = true;
        }
      });
    }
    table.dataset.cards = "";
  }

  const all = () => document.querySelectorAll(".md-typeset table:not([class])").forEach(equip);
  window.equipCards = equip;
  document.addEventListener("DOMContentLoaded", all);
})();
