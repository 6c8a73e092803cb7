// 进度板 of any day and of any part of the plans: filters and the day stand in the address, so a link can be sent.
// Without this script the page shows the data date, whole and in its printed order.
(function () {
  const book = window.boardFacts, lights = window.boardLights;
  if (!book || !lights || !window.boardParts) return;
  const { parts, el } = window.boardParts;
  const FILTERS = ["category", "batch", "lead", "hand", "stage", "state"];
  const TESTS = {
    unissued: light => !light.issued,
    stalled: light => light.stalled,
    due: light => light.due,
    "on-time": light => ["normal", "near"].includes(light.state),
  };
  const VALUES = {
    category: light => light.plan.category,
    batch: light => String(light.plan.batch),
    lead: light => light.plan.lead,
    hand: light => light.hand,
    stage: light => light.stage,
  };
  const chosen = {};
  const LONGEST = 180; // of a bar, as in _bars.py
  const at = name => document.querySelector(name);
  const block = id => document.getElementById(id);

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, "0")).join("-");
  }
  const isDay = value => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
  const inside = day => isDay(day) && (!book.from || day >= book.from) && (!book.until || day <= book.until);

  function query(filter) {
    const words = new URLSearchParams();
    if (chosen.day !== book.asOf) words.set("day", chosen.day);
    for (const key of FILTERS) if (filter[key]) words.set(key, filter[key]);
    const text = words.toString();
    return text ? `?${text}` : "";
  }
  const show = parts(book, filter => `board.html${query(filter)}#open`);

  function fits(light) {
    return FILTERS.every(key => {
      if (!chosen[key]) return true;
      if (key !== "state") return VALUES[key](light) === chosen[key];
      return TESTS[chosen.state] ? TESTS[chosen.state](light) : light.state === chosen.state;
    });
  }

  // ---- controls

  const unitName = id => (book.units[id] || [id])[0];
  const numbers = [...new Set(book.plans.map(plan => plan.batch))].filter(Boolean).sort((a, b) => a - b);
  const unitsOf = (all, key) => Object.keys(book.units).filter(id => all.some(light => key(light) === id)).map(id => [id, unitName(id)]);
  const states = Object.entries(book.states).filter(([code]) => code !== "issued");
  const CHOICES = {
    category: ["类别", () => Object.entries(book.categories)],
    batch: ["批次", () => numbers.map(number => [String(number), `第 ${number} 批`])],
    lead: ["牵头部门", all => unitsOf(all, VALUES.lead)],
    hand: ["在谁手里", all => unitsOf(all, VALUES.hand)],
    stage: ["现处阶段", () => book.order.map(code => [code, book.stages[code]])],
    state: ["状态", () => [["unissued", "未印发（全部）"], ...states, ["on-time", "正常和临近"], ["stalled", "停滞"],
      ["due", `${book.nearDays} 天内到期`], ["issued", book.states.issued]]],
  };
  const selects = {};
  const said = el("p", "board-said");
  said.setAttribute("role", "status");
  const dayInput = el("input");

  function button(label, act) {
    const node = el("button", "", label);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }

  function controls() {
    const form = el("form", "board-tools");
    form.setAttribute("aria-label", "进度板的日期和筛选");
    form.addEventListener("submit", event => event.preventDefault());
    Object.assign(dayInput, { type: "date", min: book.from, max: book.until });
    dayInput.addEventListener("change", () => isDay(dayInput.value) && choose({ day: dayInput.value }));
    form.append(el("div", "", el("label", "", "按哪天算 ", dayInput),
      button(`数据截止 ${book.asOf}`, () => choose({ day: book.asOf })), button("按今天算", () => choose({ day: today() }))));
    const line = el("div");
    for (const [key, [word]] of Object.entries(CHOICES)) {
      selects[key] = el("select");
      selects[key].addEventListener("change", () => choose({ [key]: selects[key].value }));
      line.append(el("label", "", `${word} `, selects[key]));
    }
    line.append(button("清除筛选", () => choose(Object.fromEntries(FILTERS.map(key => [key, ""])))));
    form.append(line);
    block("open").before(form, said);
  }

  function offer(all) {
    for (const [key, [, values]] of Object.entries(CHOICES)) {
      const listed = values(all);
      if (chosen[key] && !listed.some(([code]) => code === chosen[key])) listed.push([chosen[key], unitName(chosen[key])]);
      selects[key].replaceChildren(...[["", "全部"], ...listed].map(([code, word]) => new Option(word, code)));
      selects[key].value = chosen[key] || "";
    }
    dayInput.value = chosen.day;
  }

  // ---- the page

  function expander(light) {
    const node = button("经过", () => {
      const row = node.closest("tr"), open = node.getAttribute("aria-expanded") === "true";
      node.setAttribute("aria-expanded", String(!open));
      if (open) return row.nextElementSibling.remove();
      const way = el("a", "", "修编记录");
      way.href = light.plan.record;
      const cell = el("td", "", show.stages(light.plan, chosen.day), el("p", "", way));
      cell.colSpan = book.columns.board.length;
      row.after(el("tr", "board-stages", cell));
    });
    node.className = "as-link";
    node.dataset.plan = light.plan.id;
    node.setAttribute("aria-expanded", "false");
    node.setAttribute("aria-label", `${light.plan.title}的经过`);
    return node;
  }

  const title = (id, words) => { block(id).firstChild.nodeValue = words; };

  function bars(all) {
    const longest = Math.max(1, ...book.order.map(code => all.filter(light => light.stage === code).length));
    document.querySelectorAll(".bars.stages g.bar").forEach((bar, index) => {
      const own = all.filter(light => light.stage === book.order[index]);
      const late = own.filter(light => light.state === "late").length;
      bar.querySelectorAll("g").forEach(piece => piece.remove());
      const [name, words] = bar.querySelectorAll("text");
      let left = start, top = Number(name.getAttribute("y")) - 14;
      for (const [kind, count] of [["late", late], [book.order[index] === "issued" ? "issued" : "rest", own.length - late]]) {
        if (!count) continue;
        const svg = (tag, set) => Object.entries(set).reduce((node, [key, value]) => (node.setAttribute(key, value), node),
          document.createElementNS("http://www.w3.org/2000/svg", tag));
        const piece = svg("g", { class: kind });
        piece.append(svg("rect", { x: left, y: top, width: (count / longest) * LONGEST, height: 18 }));
        words.before(piece);
        left += (count / longest) * LONGEST;
      }
      words.setAttribute("x", left + 10);
      words.textContent = `${own.length} 件${late ? `，其中逾期 ${late}` : ""}`;
    });
    const drawing = at(".bars.stages svg");
    const told = [...drawing.querySelectorAll("g.bar")].map(bar => [...bar.querySelectorAll("text")].map(text => text.textContent).join(" "));
    drawing.setAttribute("aria-label", `各阶段件数：${told.join("；")}`);
  }
  const start = Math.min(...[...document.querySelectorAll(".bars.stages rect")].map(rect => Number(rect.getAttribute("x"))));

  function say(all, shown) {
    const words = [];
    for (const key of FILTERS) {
      if (chosen[key]) words.push(`${CHOICES[key][0]} ${selects[key].selectedOptions[0].textContent}`);
    }
    const issued = shown.filter(light => light.issued).length;
    const count = `列出 ${shown.length} 件（未印发 ${shown.length - issued}、已印发 ${issued}）。`;
    const day = chosen.day === book.asOf ? "" : chosen.day > book.asOf
      ? `按 ${chosen.day} 计算；记录登记到数据截止日 ${book.asOf}，此后未登记的进展不在内。`
      : `按 ${chosen.day} 当天已有的文件计算。`;
    said.textContent = day + (words.length ? `筛选：${words.join("，")}。${count}` : "");
    said.hidden = !said.textContent;
    document.body.classList.toggle("other-day", Boolean(day));
  }

  function render() {
    const all = lights.board(book, chosen.day), shown = all.filter(fits);
    const waiting = all.filter(light => !light.issued).sort(lights.order);
    const own = waiting.filter(fits), done = shown.filter(light => light.issued).sort((a, b) => a.plan.number - b.plan.number);
    const issued = all.length - waiting.length;
    const part = (count, total) => (count === total ? `${total} 件` : `${count} 件（共 ${total} 件）`);
    offer(all);
    at(".board-sentence").replaceChildren(...show.sentence(all),
      chosen.day === book.asOf ? `（数据截止 ${book.asOf}）` : `（按 ${chosen.day} 计算，数据截止 ${book.asOf}）`);
    title("open", `未印发 ${part(own.length, waiting.length)}`);
    at(".board-open").replaceChildren(own.length ? show.board(own, expander)
      : done.length ? "按当前筛选没有未印发的；符合的都已印发，见下面。" : "没有。");
    at(".board-issued").replaceChildren(done.length ? show.board(done, expander) : "没有。");
    const folded = at(".board-issued").closest("details");
    folded.querySelector("summary").firstChild.nodeValue = `已印发 ${part(done.length, issued)}`;
    folded.open = shown.length > 0 && !own.length && FILTERS.some(key => chosen[key]);
    bars(all);
    const found = {
      states: show.states(waiting), hands: show.hands(waiting), departments: show.departments(all, chosen.day),
      due: show.due(waiting), stalled: show.stalled(waiting), changes: show.changes(lights.changes(book, chosen.day)),
    };
    for (const [id, node] of Object.entries(found)) at(`.part-${id}`).replaceChildren(node);
    say(all, shown);
  }

  function choose(change) {
    if (change.day && !inside(change.day)) change.day = change.day < book.from ? book.from : book.until;
    Object.assign(chosen, change);
    history.replaceState(null, "", location.pathname + query(chosen) + location.hash);
    render();
  }

  function opened() {
    const plan = /^#stages-(.+)$/.exec(location.hash);
    const node = plan && at(`.board-open [data-plan="${CSS.escape(plan[1])}"]`);
    if (node) {
      if (node.getAttribute("aria-expanded") !== "true") node.click();
      node.scrollIntoView({ block: "center" });
    }
  }

  const asked = new URLSearchParams(location.search);
  for (const key of FILTERS) chosen[key] = asked.get(key) || "";
  chosen.day = inside(asked.get("day") || "") ? asked.get("day") : book.asOf;

  function begin() {
    document.body.classList.add("board-live");
    controls();
    render();
    opened();
    addEventListener("hashchange", opened);
    // A number leads to its list: the nearest one without script, the filtered board with it.
    if (FILTERS.some(key => chosen[key])) block("open").scrollIntoView();
  }

  // The theme wraps the tables of the page once after load; what it would find later, it would wrap twice.
  function whenWrapped(frames) {
    if (at(".board-open .md-typeset__scrollwrap") || frames > 60) begin();
    else requestAnimationFrame(() => whenWrapped(frames + 1));
  }
  whenWrapped(0);
})();
