// The form of a review: keeps what was typed on this machine, saves it as a file, prints it. Loads nothing.
(() => {
  "use strict";
  const value = (within, part) => (within.querySelector(`[data-part="${part}"]`)?.value || "").trim();

  function gathered(form, text) {
    const opinions = [];
    for (const box of form.querySelectorAll("fieldset[data-anchor]")) {
      const known = text.clauses[box.dataset.anchor], suggestion = value(box, "suggestion"), reason = value(box, "reason");
      if (suggestion || reason) opinions.push({ clause: known.clause, digest: known.digest, suggestion, reason });
    }
    const other = form.querySelector(".other"), suggestion = value(other, "suggestion"), reason = value(other, "reason");
    if (suggestion || reason) {
      const clause = value(other, "clause"), known = Object.values(text.clauses).find(one => one.clause === clause);
      opinions.push({ clause, digest: known?.digest || "", suggestion, reason });
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

  for (const form of document.querySelectorAll("form.opinions")) {
    const text = JSON.parse(form.dataset.text), key = `preplan-${text.plan}-${text.campaign}`;
    const fields = [...form.querySelectorAll("textarea, input")];
    try {
      const kept = JSON.parse(localStorage.getItem(key) || "[]");
      if (kept.length === fields.length) fields.forEach((field, at) => { if (field.type === "radio") field.checked = kept[at]; else field.value = kept[at]; });
    } catch { /* a page from disk may not be allowed to keep anything */ }
    form.addEventListener("input", () => {
      try { localStorage.setItem(key, JSON.stringify(fields.map(field => field.type === "radio" ? field.checked : field.value))); } catch { /* as above */ }
    });
    form.addEventListener("submit", event => event.preventDefault());
    form.querySelector(".save").addEventListener("click", () => save(form, text));
    form.querySelector(".print").addEventListener("click", () => print());
  }
})();
