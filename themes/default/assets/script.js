// What a page has with JavaScript and can do without: the choice of light or dark, the search, lists
// that are sorted and filtered. It stands in the head without `defer`, so that the colors are chosen
// before the page is drawn. No text is put into the page as markup.
(function () {
"use strict";
const root = document.documentElement;
// A language tag may have the right form and be none; then the browser's own will do.
const language = attempt(() => Intl.getCanonicalLocales(root.lang)) || [];
const compare = new Intl.Collator(language, { numeric: true }).compare;
const plural = new Intl.PluralRules(language);

// The theme puts its words, the messages js_…, in front of this script.
function say(key, values) {
  const word = window.levelbookWords[key];
  const text = typeof word === "string" ? word : word[values.n] || word[plural.select(values.n)] || word.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(language));
}

// A page opened from a folder may be refused a store or a new address.
function attempt(action) {
  try { return action(); } catch (e) { return null; }
}

// Lower case without accents, as texts are compared.
function fold(text) {
  text = text.toLowerCase();
  return /^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}
// Whether a folded text has all the words.
function matcher(words) {
  const wanted = fold(words).split(/\s+/);
  return text => wanted.every(word => text.includes(word));
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}
function on(element, event, action) {
  element.addEventListener(event, action);
}

// The part of the address after `?`, kept in step with what is shown.
function query() {
  return new URLSearchParams(location.search);
}
function setQuery(values) {
  const now = query();
  for (const name in values) {
    if (values[name]) now.set(name, values[name]); else now.delete(name);
  }
  const text = now.toString();
  attempt(() => history.replaceState(history.state, "", (text ? "?" + text : location.pathname) + location.hash));
  return text;
}

/* Light and dark */

const KEY = "levelbook-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
}
function themeSwitch(button) {
  const show = () => button.setAttribute("aria-pressed", isDark());
  on(button, "click", () => {
    const chosen = root.dataset.theme = isDark() ? "light" : "dark";
    attempt(() => localStorage.setItem(KEY, chosen));
    show();
  });
  on(system, "change", show);
  show();
}

/* The index of the book: see src/export/search.rs for its form */

// The link to the page of the search tells the way to the root of the site and to MiniSearch.
let opener = null;
let base = "";
let book = null;

function load(path) {
  return new Promise((done, failed) => {
    const script = make("script", { src: base + path });
    on(script, "load", done);
    on(script, "error", failed);
    document.head.append(script);
  });
}

function loadBook() {
  book = book || load("search-index.js").then(() => {
    const index = window.levelbookIndex;
    index.teams = index.teams.map(([name, address, unit, reports, product]) => ({
      name, product, unit: index.units[unit] || ["", ""],
      kind: product === undefined ? "team" : "vendor",
      href: "teams/" + address + ".html",
      get reports() {
        return reports.map(([model, place, state, progress, date, target = -1], i) => ({
          model: index.models[model], place, progress, target,
          states: ["provisional", "unrated", "stale", "missed"].filter((_, bit) => state >> bit & 1),
          date: String(date).replace(/(\d\d)(\d\d)$/, "-$1-$2"),
          href: "teams/" + address + (i ? "/" + index.models[model].id : "") + ".html",
        }));
      },
    }));
    return index;
  });
  return book;
}

function levelName(model, place) {
  return model.levels[place].join(" ");
}
function unitHref(index, unit, list) {
  return "units/" + unit[1] + (list > 0 ? "@" + index.lists[list] : "") + ".html";
}

/* The search */

const MOST = 50;

// All that can be found; `facts` are what is said of a hit.
function entriesOf(index) {
  const entries = [];
  const add = (kind, title, href, more, facts) => entries.push({ id: entries.length, kind, title, href, more, facts });
  for (const model of index.models) {
    const page = "models/" + model.page;
    add("model", model.name, page + ".html", model.id, () => [model.id, model.version]);
    if (model.page !== model.id) continue;
    for (const [id, name] of model.levels) add("level", id + " " + name, page + ".html#level-" + id, model.id, () => [model.name]);
    for (const [id, name, place] of model.kpas) add("kpa", name, page + "/" + id + ".html", id, () => [id, model.name, levelName(model, place)]);
  }
  for (const unit of index.units) {
    if (unit[2] >= 0) add("unit", unit[0], unitHref(index, unit, unit[2]), "", () => [say("teams", { n: unit[3] })]);
  }
  for (const team of index.teams) {
    const standing = report => [report.model.id.toUpperCase() + " " + levelName(report.model, report.place)]
      .concat(report.states.filter(state => state !== "missed").map(state => say(state))).join(", ");
    add(team.kind, team.name, team.href, [team.href.slice(6, -5), team.unit[0], team.product].join(" "),
      () => [team.product, team.unit[0], ...team.reports.map(standing)]);
  }
  for (const [title, href, headings] of index.pages) {
    add("page", title, href, href.slice(0, -5), () => []);
    for (const [heading, anchor] of headings) add("section", heading, href + "#" + encodeURIComponent(anchor), "", () => [title]);
  }
  return entries;
}

// Words as they are written are found at once; misspelt ones as soon as MiniSearch has read all
// entries, some hundred at a time.
async function makeSearch() {
  const entries = entriesOf(await loadBook());
  const texts = entries.map(entry => fold(entry.title + " " + entry.more));
  let mini = null;

  function scan(text) {
    const fits = matcher(text);
    return entries.filter((_, i) => fits(texts[i]));
  }
  async function read() {
    await load(opener.dataset.search);
    const made = new window.MiniSearch({
      fields: ["title", "more"],
      processTerm: fold,
      searchOptions: {
        boost: { title: 3 },
        boostDocument: id => entries[id].kind === "section" ? 0.7 : 1,
        combineWith: "AND",
        fuzzy: term => term.length > 4 && !/\d/.test(term) && 0.2,
        prefix: true,
        weights: { fuzzy: 0.3, prefix: 0.6 },
      },
    });
    await made.addAllAsync(entries, { chunkSize: 500 });
    mini = made;
  }
  function find(text) {
    const hits = mini ? mini.search(text).map(hit => entries[hit.id]) : [];
    return hits.length ? hits : scan(text);
  }
  return { find, complete: read() };
}

let searching = null;

// Fills a part of the page with a field and what is found.
function searchBox(box, onChange) {
  const input = make("input", { id: "lb-q", type: "search", autocomplete: "off", spellcheck: "false" });
  const found = make("p", { id: "lb-found", role: "status" });
  const hits = make("ol", { id: "lb-hits", class: "hits" });
  let search = null;

  function hit(entry) {
    const facts = [say(entry.kind), ...entry.facts()].filter(Boolean).join(" · ").replace(/^./, first => first.toUpperCase());
    return make("li", {}, make("a", { href: base + entry.href }, entry.title), make("span", {}, facts));
  }
  function show() {
    const text = input.value.trim();
    onChange(text);
    if (!search) return;
    const list = text ? search.find(text) : [];
    hits.replaceChildren(...list.slice(0, MOST).map(hit));
    if (list.length > MOST) hits.append(make("li", {}, say("more", { n: list.length - MOST })));
    found.textContent = text && say(list.length ? "hits" : "no_hit", { n: list.length });
  }
  // Arrows lead from the field through the hits and back, Enter to the first.
  function onKey(event) {
    const links = [...hits.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (!links.length) return;
    if (event.key === "Enter" && event.target === input) links[0].click();
    else if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || input).focus();
    else return;
    event.preventDefault();
  }

  box.append(make("label", { for: "lb-q" }, say("search")), input, found, hits);
  on(box, "keydown", onKey);
  on(input, "input", show);
  searching = searching || makeSearch();
  searching.then(made => {
    search = made;
    show();
    return made.complete.then(show, () => {});
  }).catch(() => { found.textContent = say("failed"); });
  return input;
}

// On the page of the search; returns what leads to its field.
function searchPage(box) {
  const input = searchBox(box, q => setQuery({ q }));
  input.value = query().get("q") || "";
  input.focus();
  return () => input.focus();
}

// Over any other page; returns what opens it.
function searchDialog() {
  const box = make("div", { role: "search" });
  const close = make("button", { type: "button" }, say("close"));
  const dialog = make("dialog", { class: "finder", "aria-label": say("search") }, close, box);
  const input = searchBox(box, () => {});
  on(dialog, "click", event => {
    if (event.target === dialog || event.target.closest("a, button")) dialog.close();
  });
  // A search field would take the key for itself.
  on(dialog, "keydown", event => {
    if (event.key === "Escape") dialog.close();
  });
  document.body.append(dialog);
  return () => {
    dialog.showModal();
    input.select();
  };
}

function search() {
  const box = document.getElementById("lb-search");
  opener = document.querySelector("a[data-search]") || box;
  if (!opener) return;
  base = (opener.getAttribute("href") || "").replace(/search\.html$/, "");
  if (!box && !window.HTMLDialogElement) return;
  let open = box && searchPage(box);
  const begin = event => {
    event.preventDefault();
    open = open || searchDialog();
    open();
  };
  const isPlain = event => !event.ctrlKey && !event.metaKey && !event.altKey;
  on(opener, "click", event => {
    if (opener !== box && isPlain(event) && !event.shiftKey) begin(event);
  });
  on(document, "keydown", event => {
    if (event.key === "/" && isPlain(event) && !event.target.closest("input, select, textarea, dialog")) begin(event);
  });
}

/* Lists of teams */

const ROWS = 250;

// The text of a cell without its small print.
function textOf(cell) {
  return cell.firstChild ? cell.firstChild.textContent.trim() : "";
}

// The rows of the page, without the heads of units, with the values that they are sorted and filtered by.
function recordsOf(table, heads) {
  return [...table.querySelectorAll("tbody tr:not(.u)")].map(row => {
    const record = { row, values: {}, attention: "a" in row.dataset };
    for (const { cellIndex, dataset: { k } } of heads) {
      const cell = row.cells[cellIndex];
      record[k] = textOf(cell);
      record.values[k] = cell.dataset.v || record[k];
    }
    record.text = fold(record.team + " " + record.unit);
    return record;
  });
}

// All teams of a model, or of one of its units, with what a row shows of them.
function recordsOfBook(index, model, here) {
  const records = [];
  for (const team of index.teams) {
    const report = team.reports.find(report => report.model.id === model);
    const [unit, address] = team.unit;
    if (!report || here && !(address + "/").startsWith(here + "/")) continue;
    const { place, target, date, states } = report;
    const small = (word, shown) => shown ? make("small", {}, " " + say(word)) : "";
    const state = word => small(word, states.includes(word));
    const isRated = !states.includes("unrated");
    const level = isRated ? levelName(report.model, place) : say("unrated");
    const progress = isRated && report.progress >= 0 ? report.progress : "";
    records.push({
      unit, level, attention: states.length > 0, text: fold(team.name + " " + unit),
      values: { team: team.name, level: isRated ? place + 1 : 0, progress, target: target < 0 ? "" : target, date, unit },
      cells: () => ({
        team: [make("a", { href: base + report.href }, team.name), small("vendor", team.kind === "vendor")],
        level: [level, state("provisional"), state("stale")],
        progress: [progress],
        target: [target < 0 ? "" : report.model.levels[target][0] + " " + say(states.includes("missed") ? "missed" : "reached")],
        date: [date],
        unit: [unit && make("a", { href: base + unitHref(index, team.unit, index.lists.indexOf(model)) }, unit)],
      }),
    });
  }
  return records;
}

// The address of the unit whose page this is; empty on a page of all teams.
function unitHere() {
  const path = location.pathname.split("/").slice(-base.split("../").length).join("/");
  const match = /^units\/(.+?)(@|\/page-\d|\.html|$)/.exec(path);
  return match ? match[1] : "";
}

// `Retail / Checkout` lies in `Retail`.
function withParents(unit) {
  return unit.split(" / ").map((_, i, parts) => parts.slice(0, i + 1).join(" / "));
}

function levelId(record) {
  return Number(record.values.level) ? record.level.split(" ")[0] : "unrated";
}

// What has no value comes last, up and down.
function orderBy(sort) {
  const [, down, key] = /^(-?)(.*)/.exec(sort);
  return (a, b) => {
    const x = a.values[key], y = b.values[key];
    if (x === "" || y === "") return (x === "") - (y === "");
    const order = isNaN(x) || isNaN(y) ? compare(x, y) : x - y;
    return down ? -order : order;
  };
}

// Sorts and filters a table. Where it shows a part of its teams only, the index has the others.
function list(table) {
  const heads = [...table.querySelectorAll("th[data-k]")];
  const bodies = [...table.tBodies].map(body => [body, ...body.rows]);
  const section = table.closest("section");
  const bar = section.querySelector(".tools");
  const pager = section.querySelector(".pager");
  const isWhole = !table.dataset.all || !opener;
  const state = { q: "", unit: "", level: "", attention: "", sort: "" };
  const fields = {
    q: make("input", { type: "search", autocomplete: "off" }),
    unit: make("select"),
    level: make("select"),
    attention: make("input", { type: "checkbox", value: "1" }),
  };
  const reset = make("button", { type: "button" }, say("reset"));
  const output = make("output");
  let records = isWhole ? recordsOf(table, heads) : null;

  async function ready() {
    if (records) return;
    const index = await loadBook();
    records = recordsOfBook(index, table.dataset.model || index.lists[0], unitHere());
    fillOptions();
  }

  function chosen() {
    const fits = matcher(state.q);
    const list = records.filter(record => fits(record.text) &&
      (!state.unit || withParents(record.unit).includes(state.unit)) &&
      (!state.level || levelId(record) === state.level) &&
      (!state.attention || record.attention));
    return state.sort ? list.sort(orderBy(state.sort)) : list;
  }

  // A new row for a team that the page does not show, without marks for the KPAs.
  function rowOf(record) {
    const cells = record.cells();
    return make("tr", {}, ...heads.map((head, i) => make(i ? "td" : "th", { class: head.className }, ...cells[head.dataset.k])));
  }
  function show(list, isActive) {
    const isNew = isActive && !isWhole;
    for (const [body, ...rows] of bodies) body.replaceChildren(...isActive ? [] : rows);
    table.classList.toggle("listed", isNew);
    if (pager) pager.hidden = isNew;
    if (!isActive) return;
    bodies[0][0].append(...list.slice(0, isNew ? ROWS : undefined).map(record => record.row || rowOf(record)));
    if (!isNew || list.length <= ROWS) return;
    bodies[0][0].append(make("tr", {}, make("td", { colspan: heads.length }, say("more", { n: list.length - ROWS }))));
  }

  async function apply() {
    const text = setQuery(state);
    const isActive = Object.values(state).some(Boolean);
    for (const link of document.querySelectorAll(".tabs a")) link.search = text;
    for (const head of heads) {
      const order = { [head.dataset.k]: "ascending", ["-" + head.dataset.k]: "descending" }[state.sort];
      if (order) head.setAttribute("aria-sort", order); else head.removeAttribute("aria-sort");
    }
    for (const name in fields) fields[name][name === "attention" ? "checked" : "value"] = state[name];
    reset.disabled = !isActive;
    try { await ready(); } catch (e) { output.textContent = say("failed"); return; }
    const list = chosen();
    show(list, isActive);
    output.textContent = isActive ? say("shown", { n: list.length, all: records.length }) : "";
  }

  function setOptions(name, options) {
    const field = fields[name];
    field.replaceChildren(...[["", say("all")], ...options].map(([value, text]) => make("option", { value }, text)));
    field.value = state[name];
    field.parentNode.hidden = records && options.length < 2;
  }
  function fillOptions() {
    const all = [...records || []].sort(orderBy("level"));
    const units = new Set(all.flatMap(record => withParents(record.unit)).filter(Boolean));
    setOptions("unit", [...units].sort(compare).map(unit => [unit, unit]));
    setOptions("level", [...new Map(all.map(record => [levelId(record), record.level]))]);
    fields.attention.parentNode.hidden = records && !all.some(record => record.attention);
  }
  function fillBar() {
    for (const name in fields) bar.append(make("label", {}, say(name) + " ", fields[name]));
    bar.append(reset, output);
    on(bar, "input", ({ target }) => {
      for (const name in fields) {
        if (fields[name] === target) state[name] = name === "attention" && !target.checked ? "" : target.value;
      }
      apply();
    });
    on(reset, "click", () => {
      for (const name in state) state[name] = "";
      apply();
    });
    fillOptions();
    for (const event of ["pointerenter", "focusin"]) on(bar, event, () => { ready().catch(() => {}); });
  }
  function sorter(head) {
    const key = head.dataset.k;
    const button = make("button", { type: "button", class: "sort" }, ...head.childNodes);
    head.append(button);
    on(button, "click", () => {
      state.sort = state.sort === key ? "-" + key : key;
      apply();
    });
  }

  for (const name in state) state[name] = query().get(name) || "";
  heads.forEach(sorter);
  if (bar) fillBar();
  if (Object.values(state).some(Boolean)) apply(); else reset.disabled = true;
}

const chosen = attempt(() => localStorage.getItem(KEY));
if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
root.classList.add("js");
on(document, "DOMContentLoaded", () => {
  document.querySelectorAll("button.switch").forEach(themeSwitch);
  search();
  document.querySelectorAll("table[data-tools]").forEach(list);
});
// The preview has put a new list in place of one.
on(document, "levelbook:list", ({ target }) => {
  book = null;
  list(target);
});
})();
