// The tables of the board for a day, built anew from lights. The words and columns are those of the built page;
// a test compares the two on the data date.
(function (root) {
  const NONE = "—";

  // A node with a class and children; nothing from a record is ever read as HTML.
  function el(tag, name, ...children) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...children.flat().filter(child => child !== "" && child !== null && child !== undefined));
    return node;
  }
  function link(label, href) {
    if (!href) return String(label);
    const node = el("a", "", String(label));
    node.href = href;
    return node;
  }
  const day = value => (value ? el("time", "", value) : NONE);
  const mark = (label, kind) => el("span", `mark ${kind}`, label);
  const joined = (nodes, between) =>
    nodes.length ? nodes.flatMap((node, index) => (index ? [between, node] : [node])).flat() : [NONE];
  const sum = (rows, test) => rows.filter(test).length;
  const most = rows => Math.max(0, ...rows.map(light => light.lateDays));

  function table(columns, rows, name) {
    const head = el("tr", "", columns.map(word => {
      const cell = el("th", "", word);
      cell.scope = "col";
      return cell;
    }));
    const body = el("tbody", "", rows.map(cells => {
      const row = el("tr", "", cells.map(cell => {
        const node = el("td", "", [cell].flat());
        if (!node.hasChildNodes()) node.append(NONE);
        return node;
      }));
      return row;
    }));
    const inner = el("div", "md-typeset__table", el("table", "", el("thead", "", head), body));
    inner.firstChild.removeAttribute("class");
    root.equipCards(inner.firstChild);
    if (name !== "stages") root.sortableTable(inner.firstChild);
    const wrap = el("div", "md-typeset__scrollwrap", inner);
    return name ? el("div", name, wrap) : wrap;
  }

  // Everything that needs the lists of words; `address` gives the link of a filter.
  function parts(book, address) {
    const unit = id => (id ? link(...(book.units[id] || [id, ""])) : NONE);
    const stage = code => book.stages[code] || code;
    const listed = (count, filter) => (count ? link(count, address(filter)) : "0");
    const title = light => link(light.plan.title, light.plan.href);
    const days = light => {
      if (light.issued || light.daysLeft === null) return NONE;
      if (light.state === "late") return `逾期 ${light.lateDays}`;
      return light.daysLeft >= 0 ? `剩 ${light.daysLeft}` : `原时限已过 ${-light.daysLeft}`;
    };
    const state = light => [
      mark(book.states[light.state], light.state), ...(light.stalled ? [" ", mark("停", "stalled")] : [])];
    const deadline = light =>
      light.issued || !light.deadline ? NONE : [day(light.deadline), el("br"), stage(light.deadlineStage)];
    const undated = (light, key) => (light.isCurrent && light.plan[key]) || NONE;
    const small = node => [" ", el("span", "small", node)];
    const record = light => (light.plan.record ? small(link("经过", light.plan.record)) : []);

    function board(lights, stages) {
      return table(book.columns.board, lights.map(light => [
        String(light.plan.number),
        [title(light), ...(light.issued || !light.plan.record ? record(light) : small(stages(light)))],
        book.categories[light.plan.category],
        String(light.plan.batch || NONE),
        unit(light.plan.lead),
        stage(light.stage),
        unit(light.hand),
        day(light.lastChange),
        undated(light, "next"),
        deadline(light),
        days(light),
        state(light),
        undated(light, "blocker"),
        day(light.issued ? "" : light.extendedUntil),
      ]));
    }

    // 阶段 | 日期 | 佐证名称 …: what was known on the day.
    function stages(plan, on) {
      const rows = plan.rows.filter(row => row.entered <= on).flatMap(row => {
        const closed = row.closed && row.closed <= on ? row.closed : "";
        const proved = closed && root.boardLights.passed(row, on);
        const period = closed
          ? [day(row.entered), " 至 ", day(closed), ...(proved ? [] : ["，", mark(book.states.unproved, "unproved")])]
          : [day(row.entered), " 起，在办"];
        const papers = row.papers.filter(([date]) => date <= on);
        const name = [el("strong", "", stage(row.stage)), el("br"), ...period];
        if (!papers.length) return [[name, NONE, "未登记佐证", NONE, row.post]];
        return papers.map(([date, words, number, post, href], index) =>
          [index ? " " : name, day(date), link(words, href), number, post || row.post]);
      });
      return rows.length ? table(book.columns.stages, rows, "stages") : "没有登记进入任何阶段。";
    }

    function states(lights) {
      const found = Object.keys(book.states).filter(code => code !== "issued");
      const order = ["late", "near", "normal", "extended", "adjusting", "unproved"];
      const rows = order.filter(code => found.includes(code) && lights.some(light => light.state === code)).map(code => {
        const own = lights.filter(light => light.state === code);
        const names = own.map(light => [`${light.plan.number} `, title(light)]);
        const anchor = el("a", "");
        anchor.id = `state-${code}`;
        return [[anchor, mark(book.states[code], code)], listed(own.length, { state: code }), joined(names, "、")];
      });
      return table(book.columns.states, rows);
    }

    function groups(lights, key) {
      const found = new Map();
      for (const light of lights) {
        const id = key(light);
        if (!found.has(id)) found.set(id, []);
        found.get(id).push(light);
      }
      return [...found];
    }

    function hands(lights) {
      const rows = groups(lights, light => light.hand).map(([hand, own]) => {
        const late = own.filter(light => light.state === "late");
        const names = late.map(light => [title(light), "（", mark(days(light), light.state), "）"]);
        const longest = most(late);
        const cells = [unit(hand), listed(own.length, { hand, state: "unissued" }),
          listed(late.length, { hand, state: "late" }), longest ? listed(longest, { hand, state: "late" }) : NONE,
          joined(names, "、")];
        return { key: [-late.length, -own.length], hand, cells };
      });
      rows.sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || (a.hand < b.hand ? -1 : 1));
      return table(book.columns.hands, rows.map(row => row.cells));
    }

    function departments(lights, on) {
      const order = Object.keys(book.units);
      const rows = groups(lights, light => light.plan.lead).map(([lead, own]) => {
        const waiting = own.filter(light => !light.issued);
        const late = waiting.filter(light => light.state === "late");
        const coming = waiting.map(light => light.deadline).filter(due => due && due >= on).sort();
        const longest = most(late);
        const cells = [
          unit(lead),
          listed(own.length, { lead }),
          listed(own.length - waiting.length, { lead, state: "issued" }),
          listed(waiting.length, { lead, state: "unissued" }),
          listed(late.length, { lead, state: "late" }),
          longest ? listed(longest, { lead, state: "late" }) : NONE,
          listed(sum(waiting, light => light.stalled), { lead, state: "stalled" }),
          listed(sum(waiting, light => light.state === "extended"), { lead, state: "extended" }),
          coming.length ? day(coming[0]) : waiting.length ? "已过" : NONE,
        ];
        return { key: [-late.length, -longest, order.indexOf(lead)], cells };
      });
      rows.sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2]);
      return table(book.columns.departments, rows.map(row => row.cells), "numbers");
    }

    function due(lights) {
      const own = lights.filter(light => light.due)
        .sort((a, b) => a.deadline.localeCompare(b.deadline) || a.plan.number - b.plan.number);
      return own.length ? table(book.columns.due, own.map(light => [
        String(light.plan.number), [title(light), ...record(light)], unit(light.plan.lead), stage(light.stage),
        unit(light.hand), deadline(light), mark(days(light), light.state), undated(light, "next"),
      ]), "progress wide") : "没有。";
    }

    function stalled(lights) {
      const own = lights.filter(light => light.stalled).sort((a, b) => b.stalledDays - a.stalledDays);
      return own.length ? table(book.columns.stalled, own.map(light => [
        String(light.plan.number), [title(light), ...record(light)], unit(light.plan.lead), unit(light.hand),
        day(light.lastChange), String(light.stalledDays), state(light), undated(light, "blocker"),
      ])) : "没有。";
    }

    const changes = found => (found.length ? table(book.columns.changes, found.map(change =>
      [day(change.on), link(change.plan.title, change.plan.href), change.words.join("；")])) : "没有。");

    // 专项预案 55 件，已印发 24 件 …: a state that does not occur is left out.
    function sentence(lights) {
      const strong = (count, filter) => el("strong", "", listed(count, filter));
      const is = (...codes) => light => codes.includes(light.state);
      const issued = sum(lights, is("issued"));
      const words = [["late", ["late"]], ["extended", ["extended"]], ["adjusting", ["adjusting"]],
        ["unproved", ["unproved"]], ["normal", ["normal", "near"]]]
        .map(([code, codes]) => [code, sum(lights, is(...codes))])
        .filter(([, count]) => count)
        .map(([code, count]) => [`${book.states[code]} `, strong(count, { state: code === "normal" ? "on-time" : code })]);
      const total = el("strong", "", link(lights.length, "catalogue.html"));
      return ["专项预案 ", total, " 件，已印发 ", strong(issued, { state: "issued" }), " 件，未印发 ",
        strong(lights.length - issued, { state: "unissued" }), " 件", ...(words.length ? ["：", joined(words, "、")] : [])].flat();
    }

    return { board, stages, states, hands, departments, due, stalled, changes, sentence };
  }

  root.boardParts = { parts, el };
})(window);
