// The theme searches on keyup only. Picking an input-method candidate with the mouse, pasting by menu or clearing the
// box fires none: send one whenever the text has changed.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector(".md-search");
  const input = document.querySelector(".md-search__input");
  if (box) box.setAttribute("aria-label", "站内搜索");
  if (!input) return;
  const tell = () => input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  input.addEventListener("compositionend", tell);
  input.addEventListener("input", event => event.isComposing || tell());
});
