// What a page has with JavaScript and can do without: the choice of light or dark, tables that are
// sorted and filtered, the search. No text is put into the page as markup.
(function () {
  "use strict";
  var root = document.documentElement;
  var KEY = "levelbook-theme";

  function stored() {
    try { return localStorage.getItem(KEY); } catch (e) { return null; }
  }
  function store(value) {
    try { localStorage.setItem(KEY, value); } catch (e) { /* a page from a file may not remember */ }
  }
  // At once, before the page is drawn.
  var chosen = stored();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  function make(tag, properties, text) {
    var element = document.createElement(tag);
    for (var name in properties) element[name] = properties[name];
    if (text) element.textContent = text;
    return element;
  }

  function isDark() {
    var theme = root.dataset.theme;
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function themeSwitch() {
    var list = document.querySelector(".top ul");
    if (!list) return;
    var button = make("button", { type: "button", className: "switch" });
    function label() { button.textContent = isDark() ? "Light" : "Dark"; }
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      store(root.dataset.theme);
      label();
    });
    label();
    list.appendChild(make("li")).appendChild(button);
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  // A language tag may have the right form and be none; then the browser's own order will do.
  function byLanguage() {
    try { return new Intl.Collator(root.lang, { numeric: true }); } catch (e) { return new Intl.Collator([], { numeric: true }); }
  }
  var compare = byLanguage().compare;

  // The text of a cell without its small print.
  function value(cell) {
    return cell && cell.firstChild ? cell.firstChild.textContent.trim() : "";
  }

  function tools(table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var heads = Array.prototype.filter.call(table.tHead.rows[table.tHead.rows.length - 1].cells, function (head) {
      return !head.classList.contains("k");
    });
    if (rows.length < 2) return;
    var order = heads.map(sorter);

    function sorter(head, column) {
      var button = make("button", { type: "button", className: "sort" }, head.textContent);
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.sort(function (a, b) {
          var x = a.cells[column], y = b.cells[column];
          var result = compare(x.dataset.v || value(x), y.dataset.v || value(y));
          return down ? -result : result;
        });
        rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
      });
      return head;
    }

    if (rows.length < 5) return;
    var bar = make("div", { className: "tools" });
    var text = make("input", { type: "search" });
    bar.appendChild(make("label", {}, "Filter ")).appendChild(text);
    var selects = [];
    order.forEach(function (head, column) {
      if (!("f" in head.dataset)) return;
      var values = rows.map(function (row) { return value(row.cells[column]); }).filter(function (v, i, all) {
        return v && all.indexOf(v) === i;
      });
      if (values.length < 2) return;
      var select = make("select");
      select.appendChild(make("option", { value: "" }, "all"));
      values.sort(compare);
      values.forEach(function (v) { select.appendChild(make("option", { value: v }, v)); });
      bar.appendChild(make("label", {}, head.textContent + " ")).appendChild(select);
      selects.push([column, select]);
    });
    var count = make("output");
    bar.appendChild(count);
    var texts = rows.map(function (row) {
      return fold(heads.map(function (_, i) { return row.cells[i].textContent; }).join(" "));
    });
    rows.forEach(function (row, i) { row.foldedText = texts[i]; });

    function apply() {
      var words = fold(text.value).split(/\s+/);
      var shown = 0;
      rows.forEach(function (row) {
        var fits = words.every(function (word) { return row.foldedText.indexOf(word) >= 0; }) &&
          selects.every(function (pair) { return !pair[1].value || value(row.cells[pair[0]]) === pair[1].value; });
        row.hidden = !fits;
        if (fits) shown++;
      });
      count.textContent = shown === rows.length ? "" : shown + " of " + rows.length;
    }
    bar.addEventListener("input", apply);
    var region = table.closest(".region") || table;
    region.parentNode.insertBefore(bar, region);
  }

  // The index is a script that sets levelbookIndex to a list of
  // [kind, title, path from the root of the site, details].
  function search() {
    var form = document.getElementById("lb-search");
    if (!form) return;
    var input = document.getElementById("lb-q");
    var found = document.getElementById("lb-found");
    var hits = document.getElementById("lb-hits");
    var index = window.levelbookIndex;
    if (!index) {
      found.textContent = "The search index could not be loaded.";
      return;
    }
    form.hidden = false;
    var entries = index.map(function (entry) {
      return { entry: entry, title: fold(entry[1]), all: fold(entry[0] + " " + entry[1] + " " + entry[3]) };
    });

    function rank(item, query, words) {
      if (!words.every(function (word) { return item.all.indexOf(word) >= 0; })) return 0;
      if (item.title === query) return 4;
      if (item.title.indexOf(query) === 0) return 3;
      return words.every(function (word) { return item.title.indexOf(word) >= 0; }) ? 2 : 1;
    }

    function run() {
      var query = fold(input.value.trim());
      var words = query.split(/\s+/);
      hits.textContent = "";
      found.textContent = "";
      if (!query) return;
      var list = [];
      entries.forEach(function (item, i) {
        var score = rank(item, query, words);
        if (score) list.push([score, i, item.entry]);
      });
      list.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
      found.textContent = list.length ? list.length + (list.length === 1 ? " hit" : " hits") : "Nothing found.";
      list.slice(0, 50).forEach(function (hit) {
        var line = make("li");
        line.appendChild(make("a", { href: hit[2][2] }, hit[2][1]));
        line.appendChild(make("span", {}, [hit[2][0], hit[2][3]].filter(Boolean).join(" · ")));
        hits.appendChild(line);
      });
      try { history.replaceState(null, "", "?q=" + encodeURIComponent(input.value)); } catch (e) { /* a page from a file */ }
    }

    var match = /[?&]q=([^&]*)/.exec(location.search);
    if (match) {
      try { input.value = decodeURIComponent(match[1].replace(/\+/g, " ")); } catch (e) { /* broken escapes */ }
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); run(); });
    input.addEventListener("input", run);
    input.focus();
    run();
  }

  document.addEventListener("DOMContentLoaded", function () {
    themeSwitch();
    Array.prototype.forEach.call(document.querySelectorAll("table[data-tools]"), tools);
    search();
  });
})();
