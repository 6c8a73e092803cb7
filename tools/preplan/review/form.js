// The form of a review: keeps what was typed on this machine, saves it as a file, prints it. Loads nothing.
(() => {
  "use strict";
  const part = (within, name) => within.querySelector(`[data-part="${name}"]`);
  const value = (within, name) => (part(within, name)?.value || "").trim();

  function gathered(form, text) {
    const opinions = [];
    for (const box of form.querySelectorAll("fieldset[data-anchor], fieldset.other")) {
      const suggestion = value(box, "suggestion"), reason = value(box, "reason");
      if (!suggestion && !reason) continue;
      const clause = value(box, "clause");
      const known = text.clauses[box.dataset.anchor] || { clause, digest: text.outline[clause] || "" };
      opinions.push({ clause: known.clause, digest: known.digest, suggestion, reason });
    }
    return {
      format: text.format, plan: text.plan, campaign: text.campaign, unit: value(form, "unit"), post: value(form, "post"),
      date: value(form, "date"), verdict: form.querySelector("[name=verdict]:checked")?.value || "", opinions,
    };
  }

  function missing(found) {
    if (!found.verdict) return "请选择结论";
    if (!found.unit) return "请填写单位名称";
    if (!found.date) return "请填写日期";
    if (found.opinions.some(one => !one.suggestion)) return "有一条只写了理由，没有写修改建议";
    if (found.verdict === "agree_if_changed" && !found.opinions.length) return "结论是修改后同意，请至少写一条修改建议";
    if (found.verdict === "none" && found.opinions.length) return "结论是无意见，却写了意见，请改其中之一";
    return "";
  }

  function save(form, text) {
    const found = gathered(form, text), fault = missing(found), status = form.querySelector("[role=status]");
    status.textContent = fault;
    if (fault) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(found, null, 1) + "\n"], { type: "application/json" }));
    link.download = `${document.body.dataset.sample ? "示例-" : ""}意见-${found.plan}-${found.unit}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    status.textContent = `已保存 ${link.download}，请按原途径送回`;
  }

  function another(form) {
    const others = form.querySelectorAll("fieldset.other"), last = others[others.length - 1], box = last.cloneNode(true);
    box.querySelectorAll(".printed").forEach(copy => copy.remove());
    box.querySelectorAll("textarea, input").forEach(field => { field.value = ""; });
    last.after(box);
    return box;
  }

  // Every field by the clause it belongs to: the next page of the same plan may show other clauses.
  const fields = form => [...form.querySelectorAll("textarea, input")].map(field => {
    const box = field.closest("fieldset");
    const others = [...form.querySelectorAll("fieldset.other")];
    const place = box.dataset.anchor || (box.classList.contains("other") ? `other ${others.indexOf(box)}` : "end");
    return [`${place} ${field.dataset.part || field.value}`, field];
  });

  function restore(form, key) {
    const kept = JSON.parse(localStorage.getItem(key) || "{}");
    for (let at = 1; at < (kept.others || 1); at++) another(form);
    for (const [name, field] of fields(form)) {
      if (!(name in (kept.values || {}))) continue;
      if (field.type === "radio") field.checked = kept.values[name]; else field.value = kept.values[name];
    }
  }

  function keep(form, key) {
    const values = Object.fromEntries(fields(form).map(([name, field]) => [name, field.type === "radio" ? field.checked : field.value]));
    localStorage.setItem(key, JSON.stringify({ others: form.querySelectorAll("fieldset.other").length, values }));
  }

  const quiet = act => { try { act(); } catch { /* a page from disk may not be allowed to keep anything */ } };
  const mark = words => [...words].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) >>> 0, 7).toString(36);

  for (const form of document.querySelectorAll("form.opinions")) {
    const text = JSON.parse(form.dataset.text), key = `preplan-${text.plan}-${text.campaign}-${mark(form.dataset.text)}`;
    quiet(() => restore(form, key));
    form.addEventListener("input", () => quiet(() => keep(form, key)));
    form.addEventListener("submit", event => event.preventDefault());
    form.querySelector(".more").addEventListener("click", () => part(another(form), "clause").focus());
    form.querySelector(".save").addEventListener("click", () => save(form, text));
    form.querySelector(".print").addEventListener("click", () => print());
  }

  // A box prints only the lines it shows, so on paper its words stand in a block that grows.
  addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll("textarea")) {
      let copy = box.nextElementSibling;
      if (!copy?.classList.contains("printed")) {
        copy = Object.assign(document.createElement("div"), { className: "printed" });
        box.after(copy);
      }
      copy.textContent = box.value;
      box.classList.add("copied");
    }
  });
})();
