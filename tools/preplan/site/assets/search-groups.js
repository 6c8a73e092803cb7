// Groups in the theme's list of hits: a row of buttons with numbers, a heading over each group, a sentence for the count.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const my = (self.SiteSearch ||= {});
  const result = document.querySelector(".md-search-result"), input = document.querySelector(".md-search__input");
  if (!result || !input) return;
  const meta = result.querySelector(".md-search-result__meta"), list = result.querySelector(".md-search-result__list");
  const row = Object.assign(document.createElement("div"), { className: "search-groups", hidden: true });
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "只看一种结果");
  meta.after(row);
  meta.setAttribute("role", "status");
  let last = { query: "", groups: [], items: [] };

  function button(id, title, count) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: `${title} ${count}` });
    made.dataset.group = id;
    made.setAttribute("aria-pressed", String((last.only || "") === id));
    made.addEventListener("click", event => {
      event.preventDefault();
      my.show(id);
    });
    return made;
  }

  function buttons() {
    const focused = row.contains(document.activeElement) ? document.activeElement.dataset.group : null;
    const all = last.groups.reduce((sum, group) => sum + group.count, 0);
    row.hidden = last.groups.length < 2;
    row.replaceChildren(button("", "全部", all), ...last.groups.map(({ id, title, count }) => button(id, title, count)));
    if (focused !== null) (row.querySelector(`[data-group="${focused}"]`) || row.firstChild).focus();
    return all;
  }

  function sentence(all) {
    if (!last.query) return "输入名称、灾种、文号、备案编号、电话或拼音首字母，几个词用空格隔开";
    if (last.failed) return "搜索数据没有取到，请稍后再试";
    return all ? `找到 ${all} 处${last.more ? "（只列最相近的，加词可缩小范围）" : ""}` : "没有找到，请换个说法或减少词";
  }

  my.decorate = answer => {
    last = answer;
    // After the theme has set its own sentence.
    queueMicrotask(() => {
      meta.textContent = sentence(buttons());
      result.dataset.query = answer.query;
      headings();
    });
  };

  // The theme adds items as the reader scrolls, always in the order they were given.
  function headings() {
    list.querySelectorAll("nav.md-tags").forEach(tags => tags.setAttribute("role", "presentation")); // words, no landmark
    const items = list.querySelectorAll(":scope > .md-search-result__item");
    items.forEach((element, index) => {
      const group = last.items[index]?.group;
      if (element.dataset.group || !group) return;
      element.dataset.group = group;
      for (const link of element.querySelectorAll("a[href*='&to=']")) link.href = link.href.replace("&to=", "#");
      if (index && last.items[index - 1].group === group) return;
      const { title, count } = last.groups.find(({ id }) => id === group);
      const head = Object.assign(document.createElement("li"), { className: "search-group" });
      head.append(Object.assign(document.createElement("strong"), { textContent: title }), `${count} 处`);
      const listed = last.items.filter(item => item.group === group).length;
      if (listed < count && !last.only) {
        const more = button(group, "看全部", count);
        more.removeAttribute("aria-pressed");
        more.tabIndex = -1; // the row of buttons above does the same for the keyboard
        head.append(more);
      }
      element.before(head);
    });
  }
  new MutationObserver(headings).observe(list, { childList: true });

  // The theme closes the box on Tab and sends every other key to the input; the row of buttons needs both.
  input.addEventListener("keydown", event => {
    if (event.key !== "Tab" || event.shiftKey || row.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    row.querySelector("[aria-pressed=true]").focus();
  });
  row.addEventListener("keydown", event => {
    if (["Escape", "ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.stopPropagation();
    const all = [...row.children], at = all.indexOf(document.activeElement);
    if (event.key === "ArrowRight") all[(at + 1) % all.length].focus();
    if (event.key === "ArrowLeft") all[(at + all.length - 1) % all.length].focus();
    if (event.key !== "Tab") return;
    event.preventDefault();
    (event.shiftKey ? input : list.querySelector("a") || input).focus();
  });
});
