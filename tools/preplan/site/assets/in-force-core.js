// Which texts were in force on a day: site/_periods.py says the same, tests/site/in_force_cases.yaml holds them together.
// A period is {from, to} as its cells say: a date, or 至今 and 不详, which are none.
(function (root) {
  const isDay = text => /^\d{4}-\d\d-\d\d$/.test(text);

  // {hits, possible}: the periods that hold the day; possible if none is certain and their beginning is not known.
  function on(periods, day) {
    const open = periods.filter(({ to }) => !isDay(to) || day <= to);
    const certain = open.filter(({ from }) => isDay(from) && from <= day);
    return certain.length ? { hits: certain, possible: false } : { hits: open.filter(({ from }) => !isDay(from)), possible: true };
  }

  // A field for a day in front of a block; the day stands in the address under `name`. `answer` is called with it.
  function field(before, name, said, answer, first) {
    const form = document.createElement("form"), label = document.createElement("label"), input = document.createElement("input");
    form.className = "in-force-form";
    input.type = "date";
    label.append("查哪一天 ", input);
    form.append(label, said);
    form.addEventListener("submit", event => event.preventDefault());
    input.addEventListener("input", () => {
      const words = new URLSearchParams(location.search);
      if (isDay(input.value)) words.set(name, input.value);
      else words.delete(name);
      history.replaceState(null, "", location.pathname + (words.size ? `?${words}` : "") + location.hash);
      answer(input.value);
    });
    before.before(form);
    const words = new URLSearchParams(location.search);
    input.value = words.get(name) || first;
    answer(input.value);
  }

  const copies = cell => [...cell.childNodes].map(node => node.cloneNode(true));
  const asOf = () => (document.querySelector(".in-force-as-of time") || { textContent: "" }).textContent.trim();
  root.inForce = { isDay, on, field, copies, asOf };
})(typeof window === "undefined" ? globalThis : window);
