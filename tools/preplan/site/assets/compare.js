// The switch above a 修订对照表: only what changed. Without this script every clause is shown.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".compare").forEach(block => {
    const hidden = block.querySelectorAll("tr.unchanged").length;
    if (!hidden) return;
    const tools = document.createElement("p");
    const label = document.createElement("label");
    const box = document.createElement("input");
    tools.className = "compare-tools";
    box.type = "checkbox";
    label.append(box, ` 只看有变化的条款（收起 ${hidden} 条没有变化的）`);
    tools.append(label);
    block.before(tools);
    box.addEventListener("change", () => block.classList.toggle("changed-only", box.checked));
  });
});
