// Stands behind the theme's search box in place of its worker and speaks its four messages. Loaded before the theme.
// Over the network a worker of ours does the looking; from disk, where the browser allows none, the page itself does;
// a large library asks Pagefind for the parts it needs. Nothing is loaded before the first query.
(() => {
  "use strict";
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  const my = (self.SiteSearch ||= {});
  const root = new URL("../", document.currentScript.src);
  const address = JSON.parse(document.getElementById("__config").textContent).search;

  const script = path => new Promise((done, failed) => {
    const element = Object.assign(document.createElement("script"), { src: new URL(path, root), onload: done, onerror: failed });
    document.head.append(element);
  });

  function inWorker(settings) {
    const worker = new Native(new URL("assets/search-worker.js", root)), waiting = new Map();
    let number = 0;
    worker.addEventListener("message", ({ data: { number, answer, error } }) => {
      const [done, failed] = waiting.get(number);
      waiting.delete(number);
      if (error) failed(error); else done(answer);
    });
    return (query, only) => new Promise((done, failed) => {
      waiting.set(++number, [done, failed]);
      worker.postMessage({ number, query, only, settings });
    });
  }

  async function start() {
    await script("search/settings.js");
    const settings = my.settings, disk = location.protocol === "file:";
    if (settings.engine === "literal" && !disk) return inWorker(settings);
    await Promise.all([script("assets/search-core.js"), script("assets/search-present.js")]);
    if (disk) {
      await script("search/corpus.js");
      return my.literal(my.corpus, settings);
    }
    await script("assets/search-shards.js");
    return my.shards(new URL("pagefind/pagefind.js", root), settings);
  }

  let starting = null;
  async function ask(query, only) {
    const engine = await (starting ||= start());
    return engine(query, only);
  }

  class SearchWorker extends EventTarget {
    constructor() {
      super();
      this.query = "";
      my.show = only => this.answer(only); // a group alone, "" for all
    }

    postMessage({ type, data }) {
      if (type === SETUP) this.tell({ type: READY });
      if (type === QUERY) {
        this.query = data.trim();
        this.answer("");
      }
    }

    tell(data) {
      this.dispatchEvent(new MessageEvent("message", { data }));
    }

    async answer(only) {
      const query = this.query, empty = { groups: [], items: [], found: [] };
      let answer = empty, failed = false;
      try {
        if (query) answer = await ask(query, only);
      } catch {
        starting = null; // tried again with the next query
        failed = true;
      }
      if (query !== this.query) return; // the reader has typed on
      my.last = { query, only, failed, ...answer };
      my.decorate?.(my.last);
      this.tell({ type: RESULT, data: { items: answer.items.map(({ item }) => item) } });
    }
  }

  const Native = window.Worker;
  window.Worker = function (url, options) {
    return String(url) === address ? new SearchWorker() : new Native(url, options);
  };
})();
