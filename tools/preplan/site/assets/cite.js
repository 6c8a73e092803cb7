// The line to copy gets the whole address of the page, as the reader reached it.
(function () {
  const code = document.querySelector(".cite code");
  if (!code) return;
  const here = location.origin === "null" ? location.href : location.origin + location.pathname;
  const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    node.data = node.data.replace(/[\w./-]+\.html/, here.split(/[?#]/)[0]);
})();
