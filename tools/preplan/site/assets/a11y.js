// What the theme leaves unsaid: the bar with the copy button of a code block is no landmark.
document.addEventListener("DOMContentLoaded", () => setTimeout(() => {
  document.querySelectorAll("nav.md-code__nav").forEach(bar => bar.setAttribute("role", "presentation"));
}, 300)); // the theme makes the bars after load
